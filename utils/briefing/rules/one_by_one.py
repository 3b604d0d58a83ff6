"""The selected incidents one by one, where they are few enough to be read so.

Knows which incidents are told and in which columns. It must not know how a cell is worded, nor how a table is set.
"""

from __future__ import annotations

from collections.abc import Sequence

from utils.briefing import accounts
from utils.briefing.accounts import Row
from utils.briefing.citing import MOST
from utils.briefing.document import Grid
from utils.briefing.kept import may_be_passed_on
from utils.briefing.material import Material
from utils.visuals import wording

FEW = 12
"""So many incidents are told one by one: on paper a page or two. More are read sooner as counts."""

SHORT_LETTERS = 800
"""So many letters of what is reported have room on the two pages of a summary, beside a full table of tolls."""

TITLE, REPORTED = "The incidents, one by one", "What is reported"
HEADINGS = ("When", "Where", REPORTED, "Who is named", "Killed", "Grade")

NOTE = (
    "Oldest first, in the words of the record. Named is who is held to have done it; in brackets stands how that is "
    "known. Killed are the lowest to the highest figure on record. The grade is of the source and of its report."
)
SHORT_NOTE = "What the record notes of each, such as rival accounts, stands in the whole briefing"


def one_by_one(material: Material) -> Grid | None:
    """The table of the incidents, oldest first, and a shorter one for a summary; none where there are many.

    Rows of origins whose terms forbid passing them on are left out and counted.
    """
    if len(material.incidents) > FEW:
        return None
    open_to_all = may_be_passed_on(material.incidents, material.selection.edition.dataset.sources)
    told = material.incidents[open_to_all].sort_values(["start_date", "incident_id"], kind="stable")
    rows = told.to_dict("records")
    if not rows:
        return None
    left = _left_out(len(material.incidents) - len(rows))
    newest = _as_fit(rows)
    short = _grid(material, newest, _short_note(len(rows) - len(newest)) + left, [_summary(row) for row in newest])
    return _grid(material, rows, NOTE + left, [_account(row) for row in rows], short)


def _grid(
    material: Material, rows: Sequence[Row], note: str, reported: Sequence[str], short: Grid | None = None
) -> Grid:
    most = MOST if short else 1
    cells = tuple(
        (accounts.when(row), accounts.where(row), said, accounts.who(row), _killed(row), accounts.grade(row))
        for row, said in zip(rows, reported, strict=True)
    )
    sources = tuple(material.citations.strongest(row["source_ids"], most) for row in rows)
    return Grid(TITLE, HEADINGS, cells, sources, note, prose=REPORTED, short=short)


def _as_fit(rows: Sequence[Row]) -> Sequence[Row]:
    """The newest of the rows, as many as a summary has room for and one at least."""
    first = len(rows) - 1
    letters = len(_summary(rows[first]))
    while first and letters + len(_summary(rows[first - 1])) <= SHORT_LETTERS:
        first -= 1
        letters += len(_summary(rows[first]))
    return rows[first:]


def _summary(row: Row) -> str:
    return str(row["summary"])


def _account(row: Row) -> str:
    """What is reported and, after it, what the record notes of that: rival accounts live in notes."""
    return f"{_summary(row)} Note: {row['notes']}" if isinstance(row["notes"], str) else _summary(row)


def _killed(row: Row) -> str:
    return wording.sentence_case("; ".join(accounts.killed(row)))


def _short_note(cut: int) -> str:
    earlier = f", with {wording.count(cut, 'earlier incident')}" if cut else ""
    return f"{SHORT_NOTE}{earlier}."


def _left_out(closed: int) -> str:
    if not closed:
        return ""
    are = "comes from an origin" if closed == 1 else "come from origins"
    return f" Of the selected incidents {wording.number(closed)} {are} whose terms forbid passing on the words."
