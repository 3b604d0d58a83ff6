import pytest

from tests.hostile import OLE, a_locked_xlsx, a_workbook, an_ods, an_xls, packed
from utils.tables.problems import Code
from utils.tables.signatures import Foreign, Kind, kind_of

READ = {
    Kind.PACKED: a_workbook({"A1": "id"}),
    Kind.OPEN_DOCUMENT: an_ods(""),
    Kind.BINARY: an_xls({(0, 0): "id"}),
    Kind.TEXT: b"id,n\r\n",
}


@pytest.mark.parametrize(("kind", "content"), READ.items(), ids=[kind.value for kind in READ])
def test_a_kind_that_is_read_is_known_by_its_content(kind, content):
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    "text",
    [
        "< 5 killed,n\n",
        "\ufeffid\n",
        "[sic] place,n\n",
        "{braces},n\n",
        "a<b,c\n",
        "%PDF in quotes".rjust(20),
        "#adm1,#adm2\n",
    ],
)
def test_text_that_only_looks_like_another_kind_is_text(text):
    assert kind_of(text.encode()) is Kind.TEXT


def test_text_in_utf_16_is_text_though_it_holds_zeros():
    assert kind_of("id,n".encode("utf-16")) is Kind.TEXT


@pytest.mark.parametrize(
    ("content", "code", "what"),
    [
        (b"", Code.FILE_EMPTY, ""),
        (b" \r\n", Code.FILE_EMPTY, ""),
        (a_locked_xlsx(), Code.FILE_LOCKED, ""),
        (b"%PDF-1.4", Code.FILE_KIND, "a PDF"),
        (b"\xff\xd8\xff\xe0", Code.FILE_KIND, "a picture"),
        (packed({"ppt/presentation.xml": "<x/>"}), Code.FILE_KIND, "a presentation"),
        (packed({"notes.txt": "x"}), Code.FILE_KIND, "a zip archive"),
        (b"<!DOCTYPE html><html>", Code.FILE_KIND, "a web page"),
        (b'{"type": "FeatureCollection"}', Code.FILE_KIND, "a JSON file"),
        (OLE + b"\0" * 600, Code.FILE_UNREADABLE, "it is torn, or of an old program whose files are not read here"),
        (b"PK\x03\x04torn", Code.FILE_UNREADABLE, "it is torn, perhaps by an upload or a copy that broke off"),
    ],
)
def test_any_other_kind_is_named(content, code, what):
    assert kind_of(content) == Foreign(code, what)
