import io

import pypdf
import pytest

from utils.briefing.imprint import Imprint
from utils.briefing.pdf import Setup, render_pdf

ADDRESS = "https://desk.example/editions/1/briefing.html?from=2026-01-01"
TOLD = ("/Title", "/H1", "/H2", "/Figure", "/Table", "/L")
"""The kinds of element whose order a listener hears."""


@pytest.fixture(scope="module")
def heard(home):
    """The elements of the tag tree in the order in which they are read aloud: kind, and what stands for a picture."""
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(home, Setup(imprint=Imprint(ADDRESS)))))
    return list(elements(reader.trailer["/Root"]["/StructTreeRoot"]))


def elements(node):
    node = node.get_object()
    if isinstance(node, pypdf.generic.ArrayObject):
        for part in node:
            yield from elements(part)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        if node.get("/S") in TOLD:
            yield node["/S"], str(node.get("/Alt", ""))
        if "/K" in node:
            yield from elements(node["/K"])


def expected(briefing):
    """What docs/documents.md says of the order: title, code, then each section, then the sources."""
    yield "/Title", ""
    yield "/Figure", Imprint(ADDRESS).code_alt
    for section in briefing.sections:
        yield "/H1", ""
        for picture in section.pictures:
            note = f" {briefing.boundary_note}" if section.key == "map" else ""
            yield "/Figure", picture.alt + note
        if section.grid:
            yield "/H2", ""
            yield "/Table", ""
    yield "/H1", ""


def test_the_tag_tree_is_read_in_the_order_that_is_written_down(heard, home):
    assert [element for element in heard if element[0] != "/L"] == list(expected(home))


def test_the_sentences_of_a_section_are_a_list_before_its_pictures(heard):
    kinds = [kind for kind, _ in heard]
    first = kinds.index("/H1", kinds.index("/H1") + 1)  # the bottom line is no list; the key judgements are
    assert kinds[first + 1] == "/L"
