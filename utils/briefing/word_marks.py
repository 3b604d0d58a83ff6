"""What python-docx has no words for: links, bookmarks, fields, heading rows, shading; as Office Open XML.

Knows WordprocessingML. It must not know briefings. Every text must be visible: XML holds no other.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.run import Run

Paragraph: TypeAlias = Any
"""python-docx's paragraph; its types do not reach the elements used here."""

_LINK = RGBColor(0x0B, 0x5C, 0x6B)


def _element(tag: str, /, **attributes: str) -> Any:  # noqa: ANN401  # lxml's element
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def link_inside(paragraph: Paragraph, mark: str, text: str) -> None:
    """A raised text at the paragraph's end that leads to a bookmark."""
    link = _element("hyperlink", anchor=mark, history="1")
    _run_in(link, paragraph, text).font.superscript = True
    paragraph._p.append(link)  # noqa: SLF001  # python-docx makes no links


def link_outside(paragraph: Paragraph, address: str, text: str) -> None:
    """A text at the paragraph's end that leads to a web address."""
    link = _element("hyperlink", history="1")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    _run_in(link, paragraph, text).underline = True
    paragraph._p.append(link)  # noqa: SLF001


def _run_in(link: Any, paragraph: Paragraph, text: str) -> Run:  # noqa: ANN401
    element = _element("r")
    link.append(element)
    run = Run(element, paragraph)
    run.text = text
    run.font.color.rgb = _LINK
    return run


def bookmark(paragraph: Paragraph, number: int, mark: str, text: str) -> None:
    """A text at the paragraph's end to which links of that mark lead; the number must be its own in the document."""
    paragraph._p.append(_element("bookmarkStart", id=str(number), name=mark))  # noqa: SLF001
    paragraph.add_run(text)
    paragraph._p.append(_element("bookmarkEnd", id=str(number)))  # noqa: SLF001


def field(paragraph: Paragraph, code: str) -> None:
    """A field that Word works out, such as PAGE, with 1 in it until then."""
    made = _element("fldSimple", instr=code)
    run = _element("r")
    made.append(run)
    Run(run, paragraph).text = "1"
    paragraph._p.append(made)  # noqa: SLF001


def head_row(row: Any) -> None:  # noqa: ANN401  # python-docx's row
    """Make the row the table's heading, told as such and repeated on every page."""
    row._tr.get_or_add_trPr().append(_element("tblHeader"))  # noqa: SLF001


def keep_row(row: Any) -> None:  # noqa: ANN401
    """Keep the row on one page."""
    row._tr.get_or_add_trPr().append(_element("cantSplit"))  # noqa: SLF001


def on_black(run: Run) -> None:
    """Set the run on black."""
    run._r.get_or_add_rPr().append(_element("shd", val="clear", color="auto", fill="000000"))  # noqa: SLF001
