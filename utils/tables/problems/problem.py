"""One thing that is wrong with a spreadsheet, where a person can find it.

Knows addresses, and where its words stand. It must not know how it was found or where it is shown.
"""

from dataclasses import dataclass

from utils.tables.problems.codes import Code, Severity
from utils.tables.problems.wordings import WORDINGS


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
