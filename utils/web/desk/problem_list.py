"""What is wrong with a draft's files, by cell, and the same files back with those cells marked.

Knows how problems are listed. It must not know how one is found.
"""

from urllib.parse import quote

import streamlit as st

from utils.tables.likeness import MOST_OFFERED
from utils.tables.problems import Code, Problem, Severity
from utils.visuals.wording import count
from utils.web.desk.visit import Visit
from utils.web.markup import block, plain, table

MORE_TO_COME = "Rows with a problem in a needed cell are checked against the other tables once that is repaired."

SHOWN = 50
"""So many problems are listed on the page; the file has them all."""


def problem_list(visit: Visit) -> None:
    """All problems counted, the first of them shown, those that stop publishing first."""
    draft = visit.draft
    if draft is None or draft.digest is None:
        return
    stops = [problem for problem in draft.problems if problem.severity is Severity.STOPS]
    checks = [problem for problem in draft.problems if problem.severity is Severity.CHECK]
    if not draft.problems:
        st.html(block("<h2>Problems</h2><p>None were found.</p>"))
        return
    told = [f"{count(len(stops), 'problem')} must be repaired before publishing"] if stops else []
    told += [f"{count(len(checks), 'thing')} to check"] if checks else []
    base = f"desk/drafts/{quote(draft.id)}"
    named = {problem.file for problem in draft.problems if problem.cell}
    marked = [file.name for file in draft.files if file.uploaded_in is None and file.name in named]
    refused = visit.proposed.dataset.refused
    copies = "".join(
        f'<a class="act" href="{base}/marked/{quote(name)}" target="_blank">{plain(name)} with the cells marked</a> '
        for name in marked
    )
    st.html(
        block(
            f"<h2>Problems</h2><p>{plain('; '.join(told))}.</p>",
            f"<p>{MORE_TO_COME}</p>" if refused and stops else "",
            f'<p>{copies}<a class="act" href="{base}/problems.csv" target="_blank">All problems as a file</a></p>',
            table(
                ("Where", "What is wrong", "What to do", "Severity"),
                [_row(problem) for problem in (*stops, *checks)[:SHOWN]],
            ),
        )
    )
    if sum(problem.code is Code.LIKELY_DUPLICATE for problem in draft.problems) == MOST_OFFERED:
        st.caption(f"Likely duplicates are offered up to the first {MOST_OFFERED}; there may be more.")
    if len(draft.problems) > SHOWN:
        st.caption(f"The first {SHOWN} of {len(draft.problems)}; the file has them all.")


def _row(problem: Problem) -> tuple[str, ...]:
    return plain(problem.address), plain(problem.says), plain(problem.repair), plain(problem.severity.value)
