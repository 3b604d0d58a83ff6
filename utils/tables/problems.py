"""What can be wrong with a spreadsheet, in words for the person who keeps it.

Knows codes, wordings and repairs. It must not know how a problem is found or where it is shown.
"""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a problem matters."""

    STOPS = "stops publishing"
    CHECK = "please check"


class Code(Enum):
    """Every problem that can be named."""

    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    SHEET_MISSING = "sheet-missing"
    SHEET_UNKNOWN = "sheet-unknown"
    SHEET_TWICE = "sheet-twice"
    HEADING_MISSING = "heading-missing"
    HEADING_UNKNOWN = "heading-unknown"
    HEADING_TWICE = "heading-twice"
    VALUE_MISSING = "value-missing"
    NOT_IN_LIST = "not-in-list"
    NOT_A_DATE = "not-a-date"
    DATE_AMBIGUOUS = "date-ambiguous"
    DATE_OUT_OF_RANGE = "date-out-of-range"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_WHOLE_NUMBER = "not-a-whole-number"
    OUT_OF_RANGE = "out-of-range"
    NOT_A_LINK = "not-a-link"
    ID_TWICE = "id-twice"
    ID_UNKNOWN = "id-unknown"
    PLACE_UNKNOWN = "place-unknown"
    LOW_ABOVE_HIGH = "low-above-high"
    END_BEFORE_START = "end-before-start"
    HALF_A_POINT = "half-a-point"
    SETTING_UNKNOWN = "setting-unknown"
    SETTING_MISSING = "setting-missing"


@dataclass(frozen=True)
class Wording:
    """How a code is told: what is wrong (`{found}` and `{allowed}` are filled in), and how to mend it."""

    severity: Severity
    says: str
    repair: str


_STOPS, _CHECK = Severity.STOPS, Severity.CHECK

WORDINGS: dict[Code, Wording] = {
    Code.FILE_MISSING: Wording(_STOPS, "The file is not there.", "Put it back, or make one from the template."),
    Code.FILE_UNREADABLE: Wording(
        _STOPS,
        "The file cannot be read as a spreadsheet: {found}.",
        "Open it in a spreadsheet program and save it again as .xlsx, or restore an earlier copy.",
    ),
    Code.SHEET_MISSING: Wording(
        _STOPS, "There is no sheet named “{allowed}”.", "Add the sheet, or rename the one that holds it."
    ),
    Code.SHEET_UNKNOWN: Wording(
        _CHECK,
        "The sheet “{found}” is not one that is read here.",
        "Rename it to one of: {allowed}; or leave it, it is not used.",
    ),
    Code.SHEET_TWICE: Wording(
        _STOPS,
        "The sheet “{found}” stands already in {allowed}; this one is not read.",
        "Keep one of the two: take the other file out of the folder, or rename its sheet.",
    ),
    Code.DATE_OUT_OF_RANGE: Wording(
        _STOPS,
        "The date {found} is outside what is possible.",
        "Use a date {allowed}. Leave an end empty while it is not known.",
    ),
    Code.HEADING_MISSING: Wording(
        _STOPS, "There is no column headed “{allowed}”, which is needed.", "Add the column with that heading."
    ),
    Code.HEADING_UNKNOWN: Wording(
        _CHECK,
        "“{found}” is not a heading that is read here, so the column is left out.",
        "Rename it{allowed}, or leave it.",
    ),
    Code.HEADING_TWICE: Wording(_STOPS, "The heading “{found}” stands a second time.", "Keep one of the two columns."),
    Code.VALUE_MISSING: Wording(
        _STOPS, "The cell is empty, and {allowed} is needed.", "Fill it in. The row is left out until then."
    ),
    Code.NOT_IN_LIST: Wording(_STOPS, "“{found}” is not in the list.", "Use {allowed}."),
    Code.NOT_A_DATE: Wording(_STOPS, "“{found}” is not a date.", "Write it as 2026-01-31 or 31 January 2026."),
    Code.DATE_AMBIGUOUS: Wording(
        _STOPS,
        "“{found}” can be read as two dates, day first or month first.",
        "Write it as 2026-01-31 or 31 January 2026.",
    ),
    Code.NOT_A_NUMBER: Wording(
        _STOPS,
        "“{found}” is not a number.",
        "Write digits only, with a point for decimals. Leave it empty when unknown.",
    ),
    Code.NOT_A_WHOLE_NUMBER: Wording(
        _STOPS, "“{found}” is not a whole number.", "Write digits only. Leave it empty when unknown."
    ),
    Code.OUT_OF_RANGE: Wording(_STOPS, "{found} is outside what is possible.", "Use a number {allowed}."),
    Code.NOT_A_LINK: Wording(
        _STOPS, "“{found}” is not a web address.", "Use one that begins with http:// or https://."
    ),
    Code.ID_TWICE: Wording(
        _STOPS,
        "The id “{found}” stands already in {allowed}.",
        "Give each row an id of its own. The second row is left out until then.",
    ),
    Code.ID_UNKNOWN: Wording(_STOPS, "There is no “{found}” in {allowed}.", "Correct the id, or add the row it names."),
    Code.PLACE_UNKNOWN: Wording(_STOPS, "“{found}” is not a place on the Places sheet.", "Use {allowed}."),
    Code.LOW_ABOVE_HIGH: Wording(
        _STOPS, "The low figure {found} is above the high figure {allowed}.", "Swap them, or correct one."
    ),
    Code.END_BEFORE_START: Wording(
        _STOPS, "The end, {found}, comes before the start, {allowed}.", "Swap them, or correct one."
    ),
    Code.HALF_A_POINT: Wording(_STOPS, "Of latitude and longitude only one is given.", "Give both, or neither."),
    Code.SETTING_UNKNOWN: Wording(_CHECK, "“{found}” is not a setting.", "Use {allowed}, or leave it, it is not used."),
    Code.SETTING_MISSING: Wording(_STOPS, "The setting “{allowed}” has no value.", "Fill in its value."),
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where a person can find it. `cell` is as a spreadsheet program shows it, such as D14."""

    code: Code
    file: str
    sheet: str = ""
    cell: str = ""
    found: str = ""
    allowed: str = ""

    @property
    def address(self) -> str:
        """Where: `incidents.xlsx, Incidents!D14`, as far as it is known."""
        place = "!".join(part for part in (self.sheet, self.cell) if part)
        return ", ".join(part for part in (self.file, place) if part)

    @property
    def severity(self) -> Severity:
        """Whether it stops publishing."""
        return WORDINGS[self.code].severity

    @property
    def says(self) -> str:
        """What is wrong, in a sentence."""
        return WORDINGS[self.code].says.format(found=self.found, allowed=self.allowed)

    @property
    def repair(self) -> str:
        """What to do about it, in a sentence."""
        return WORDINGS[self.code].repair.format(found=self.found, allowed=self.allowed)

    def __str__(self) -> str:
        return f"{self.address}: {self.says} {self.repair}"
