"""What an import of another maker's file did: every row and column accounted for.

Knows how a report is shown. It must not know how rows are converted.
"""

import streamlit as st

from utils.tables.importing import ImportReport
from utils.visuals.wording import count, number
from utils.web.desk.visit import Visit
from utils.web.markup import block, literal, plain, table


def import_previews(visit: Visit) -> None:
    """Each imported sheet: what was taken, what was left, and why."""
    for report in visit.draft.reports if visit.draft else ():
        left = report.read - report.taken
        st.html(
            block(
                f"<h2>{plain(report.origin)}: {plain(report.file)}</h2>",
                f"<p>{plain(count(report.read, 'row'))} read: {plain(number(report.taken))} taken over, "
                f"{plain(number(left))} not. {plain(report.terms)}</p>",
            )
        )
        _details(report)


def _details(report: ImportReport) -> None:
    refused = [(plain(r.reason), plain(number(r.rows)), plain(_rows(r.first_rows))) for r in report.refused]
    if refused:
        st.html(block(table(("Rows not taken over", "How many", "The first of them"), refused)))
    with st.expander(literal(f"What goes where ({report.origin}, {report.version})")):
        mapped = [(plain(m.ours), plain(m.theirs), plain(m.rule)) for m in report.mapped]
        st.html(block(table(("Our column", "Theirs", "How"), mapped)))
        left_out = [(plain(n.theirs), plain(n.why)) for n in report.left_out]
        if left_out:
            st.html(block(table(("Their column, not taken over", "Why"), left_out)))


def _rows(first: tuple[int, ...]) -> str:
    return f"rows {', '.join(map(str, first))}" if first else ""
