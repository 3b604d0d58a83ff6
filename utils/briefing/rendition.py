"""One view as any document, for whoever runs no server: PDF, web page, Word, evidence, rows.

Knows which forms there are. It must not know where a document goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from utils.analysis.filters import Filters
from utils.briefing.bundle import Origin, pack_evidence
from utils.briefing.document import Briefing
from utils.briefing.drawings import Drawings, draw
from utils.briefing.geojson import render_geojson
from utils.briefing.html import render_html
from utils.briefing.imprint import NOWHERE, Imprint
from utils.briefing.kept import kept_rows
from utils.briefing.pdf import Setup, render_pdf
from utils.briefing.program import version
from utils.briefing.rows import as_csv, as_workbook
from utils.briefing.summary import summary_of
from utils.briefing.word import render_word
from utils.editions.edition import Edition
from utils.tables.schema import INCIDENTS


@dataclass(frozen=True, eq=False)
class View:
    """One edition through one choice, and how its PDF is set; `short` is the summary of two pages.

    `drawn` gives the pictures of the briefing: a server draws them once for all who ask.
    """

    edition: Edition
    filters: Filters
    briefing: Briefing
    imprint: Imprint = NOWHERE
    paper: str = "a4"
    short: bool = False
    drawn: Callable[[Briefing], Drawings] = draw

    @cached_property
    def drawings(self) -> Drawings:
        """Its pictures, drawn once for all forms."""
        return self.drawn(self.briefing)

    def render(self, form: str) -> bytes:
        """The document of that form, a key of FORMS. The same view gives the same bytes."""
        return FORMS[form](self)


def _pdf(view: View) -> bytes:
    briefing = summary_of(view.briefing) if view.short else view.briefing
    return render_pdf(briefing, Setup(view.paper, view.short, view.imprint), view.drawings)


def _zip(view: View) -> bytes:
    origin = Origin(view.imprint, version())
    return pack_evidence(view.edition, view.filters, view.briefing, _pdf(view), origin)


FORMS: Mapping[str, Callable[[View], bytes]] = {
    "pdf": _pdf,
    "html": lambda view: render_html(view.briefing, view.imprint, drawings=view.drawings),
    "docx": lambda view: render_word(view.briefing, view.imprint, view.drawings),
    "zip": _zip,
    "geojson": lambda view: render_geojson(view.edition, view.filters, view.briefing, view.imprint),
    "csv": lambda view: as_csv(INCIDENTS, kept_rows(view.edition, view.filters).frames[INCIDENTS.name]),
    "xlsx": lambda view: as_workbook(INCIDENTS, kept_rows(view.edition, view.filters).frames[INCIDENTS.name]),
}
"""How each form is made, by the end of its file's name."""
