"""A cell is data: one edition with hostile text in every free column, shown by every page and document there is."""

import csv
import datetime as dt
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import html5lib
import openpyxl
import pypdf
import pytest
from google.protobuf.descriptor import FieldDescriptor
from streamlit.testing.v1 import AppTest

from tests.poisoned import KEYS, POISON, free_columns, is_free, poison, poisoned_edition
from tests.visuals.pictured import a_base
from utils.analysis.filters import options_of
from utils.briefing.compose import compose
from utils.briefing.drawings import draw
from utils.briefing.feed import Entry, Heading, render_feed
from utils.briefing.rendition import View
from utils.tables import schema
from utils.tables.about import SETTINGS
from utils.tables.intake import take_in
from utils.tables.problems import Code
from utils.tables.schema import SPREADSHEETS
from utils.tables.templates import write_workbook
from utils.visuals.palette import LIGHT, PAPER
from utils.web import view as web_view
from utils.web.shelf import Shelf

ROOT = Path(__file__).parents[2]
_AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
MARKER = re.compile(r"~[a-z_]+\.[\w ]+~")
SAFE = re.compile(r"(https?://|#|[\w./%-]*(\?|$)|mailto:)")
PAGES = sorted(page.stem for page in (ROOT / "pages").glob("*.py") if page.stem != "desk")


def solid(text):
    """The text without white space, which setting it may change."""
    return "".join(text.split())


def as_typed(text):
    """The markers in the text. Fails when what stands before one is not the poison, sign for sign."""
    text = solid(text)
    found = set()
    for marker in MARKER.finditer(text):
        assert text[: marker.start()].endswith(solid(POISON)), text[max(0, marker.start() - 300) : marker.end()]
        found.add(marker[0])
    return found


class Tags(HTMLParser):
    """The tags and attributes of markup, as a browser would see them, and its text."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.words = set(), [], []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes += attributes

    def handle_data(self, text):
        self.words.append(text)


def inert(markup, *, pictures=False):
    """The text of the markup. Fails on scripts, handlers, frames, and links that are not to the web."""
    seen = Tags(markup)
    assert not seen.tags & {"script", "iframe", "object", "embed", "base", "meta", "form", "link"} - (
        {"meta", "link"} if pictures else set()
    )
    assert pictures or "img" not in seen.tags
    for name, value in seen.attributes:
        assert not name.startswith("on"), (name, value)
        if name in ("href", "src", "action", "xlink:href", "formaction"):
            assert SAFE.match(value) or (name == "src" and value.startswith("data:image/")), (name, value)
    return "".join(seen.words)


@pytest.fixture(scope="module")
def seen():
    edition = poisoned_edition()
    return edition, options_of(edition.dataset, edition.as_of)


@pytest.fixture(scope="module")
def document(seen):
    """The edition as any document, each made once."""
    edition, options = seen
    briefing = compose(edition, options.home, options=options, base=a_base(), look=PAPER)
    drawings = draw(briefing)
    view, made = View(edition, options.home, briefing, drawn=lambda _: drawings), {}

    def rendered(form):
        if form not in made:
            made[form] = view.render(form)
        return made[form]

    return rendered


def test_every_free_column_of_every_table_is_poisoned():
    """A column that the schema gains is poisoned by itself; a table that it gains stands here before it is shown."""
    for table in schema.TABLES:
        frame = poisoned_edition().dataset.frame(table.name) if table.name != "about" else None
        for key in free_columns(table):
            held = [poison(table.name, key)] if frame is None else frame[key].dropna().unique().tolist()
            assert held == [poison(table.name, key)], (table.name, key)
    assert {
        key for key in KEYS if not is_free(next(t for t in schema.TABLES if t.name == key[0]).column(key[1]))
    } == set()
    about = poisoned_edition().dataset.about
    assert about.title == poison("about", "Title")
    assert {setting.heading for setting in SETTINGS if is_free(setting)} >= {"Title", "Disclaimer"}


def test_characters_that_turn_text_round_never_come_past_the_reader():
    for name, tables in SPREADSHEETS.items():
        rows = {
            table.name: [{table.id_column.key: "X-1", **dict.fromkeys(free_columns(table), "a\u202eb")}]
            for table in tables
        }
        problems = take_in({name: write_workbook(tables, rows)}).problems
        told = {(one.sheet, one.cell) for one in problems if one.code is Code.CONTROL_CHARACTER}
        assert len(told) >= sum(len(free_columns(table)) for table in tables if table.name != "about"), name


def test_the_web_page_shows_cells_as_typed(document):
    markup = document("html").decode()
    html5lib.HTMLParser(strict=True).parse(markup)
    assert len(as_typed(inert(markup, pictures=True))) > 20


def test_the_pdf_shows_cells_as_typed_and_links_to_the_web_alone(document):
    reader = pypdf.PdfReader(io.BytesIO(document("pdf")))
    for page in reader.pages:
        for note in (held.get_object() for held in page.get("/Annots", [])):
            action = note.get("/A", {})
            assert action.get("/S") in (None, "/URI", "/GoTo")
            assert SAFE.match(str(action.get("/URI", ""))), action
    assert not {"/JavaScript", "/OpenAction", "/AA"} & set(reader.trailer["/Root"])
    assert "/EmbeddedFiles" not in reader.trailer["/Root"].get("/Names", {})
    said = solid("".join(page.extract_text() for page in reader.pages))
    whole = {marker[0] for marker in MARKER.finditer(said) if said[: marker.start()].endswith(solid(POISON))}
    torn = [said[marker.start() - 700 : marker.start()] for marker in MARKER.finditer(said) if marker[0] not in whole]
    assert not [text for text in torn if not re.search(r"Page\d+of\d+", text)], "torn by no page's foot"
    assert len(whole) > 10


def test_the_word_document_shows_cells_as_typed_and_links_to_the_web_alone(document):
    opened = docx.Document(io.BytesIO(document("docx")))
    text = "".join(part.text or "" for part in opened.element.body.iter() if part.tag.endswith("}t"))
    assert len(as_typed(text)) > 10
    for relation in opened.part.rels.values():
        assert not relation.is_external or SAFE.match(relation.target_ref), relation.target_ref
    kinds = {part.tag.rpartition("}")[2] for part in opened.element.body.iter()}
    assert not kinds & {"object", "altChunk", "control"}
    fields = [part.text for part in opened.element.body.iter() if part.tag.endswith("}instrText")]
    assert not [one for one in fields if "evil" in (one or "") or "DDE" in (one or "")]


def test_the_rows_as_csv_begin_with_nothing_that_a_spreadsheet_would_work_out(document):
    for line in csv.reader(io.StringIO(document("csv").decode("utf-8-sig"))):
        assert not [cell for cell in line if cell.startswith(("=", "+", "@", "\t"))]
    assert len(as_typed(document("csv").decode().replace('""', '"'))) == len(free_columns(schema.INCIDENTS))


def test_the_rows_as_a_workbook_hold_texts_and_no_formula(document):
    book = openpyxl.load_workbook(io.BytesIO(document("xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert len(as_typed(" ".join(str(cell.value) for cell in cells))) == len(free_columns(schema.INCIDENTS))


def test_the_rows_as_geojson_open_no_tag_wherever_they_are_put(document):
    content = document("geojson")
    assert not [sign for sign in (b"<", b">", b"&", b"\xe2\x80\xa8") if sign in content]
    assert len(as_typed(" ".join(_texts(json.loads(content))))) > 5


def test_everything_in_the_evidence_bundle_is_as_harmless_as_it_is_alone(document):
    with zipfile.ZipFile(io.BytesIO(document("zip"))) as bundle:
        for name in bundle.namelist():
            assert not name.startswith("/") and ".." not in name
            content = bundle.read(name)
            if name.endswith(".csv"):
                cells = [cell for line in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in line]
                assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))], name
            elif name.endswith(".html"):
                inert(content.decode(), pictures=True)
            elif name.endswith(".xlsx"):
                assert b"<f>" not in b"".join(_parts(content)), name
            elif name.endswith(".json"):
                as_typed(" ".join(_texts(json.loads(content))))


def _parts(workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as opened:
        return [opened.read(name) for name in opened.namelist() if "worksheets" in name]


def _texts(part):
    """Every text in a nest of lists and dictionaries."""
    if isinstance(part, str):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _texts(inner)


def test_the_feed_shows_what_is_said_as_typed():
    said = poison("about", "Title")
    content = render_feed(
        Heading(said, said, "aa", "https://desk.example/"), (Entry(1, "aa", _AT, said),), "x"
    ).decode()
    inert_feed = Tags(content)
    assert not inert_feed.tags & {"script", "img"}
    assert as_typed("".join(inert_feed.words)) == {solid("~about.Title~")} or as_typed("".join(inert_feed.words))


def of_markdown(element):
    """What the element gives to Streamlit's Markdown: every text of its message, but what is known to be plain."""
    proto = getattr(element, "proto", None)
    if proto is None or element.type in PLAIN:
        return []
    return list(_protos(proto))


PLAIN = {"html", "json", "deck_gl_json_chart", "vega_lite_chart", "arrow_data_frame", "arrow_vega_lite_chart", "text"}
"""Elements that show text as it is, or are looked at apart."""


NOT_MARKDOWN = {"options", "raw_value", "raw_values", "id", "form_id", "url"}
"""Fields of messages that are shown as they are, or not at all."""

ALIVE = re.compile(r"(?<!\\)(<script|<img|!\[b|\[l|\[d|:red|:material/map|\$x|`c|\*b)")
"""Poison that Markdown would take for more than text: no backslash stands before its first sign."""


def _protos(message):
    for field, value in message.ListFields():
        if field.name in NOT_MARKDOWN and field.type == FieldDescriptor.TYPE_STRING:
            continue
        values = value if field.is_repeated else [value]
        for one in values:
            if field.type == FieldDescriptor.TYPE_STRING:
                yield one
            elif field.type == FieldDescriptor.TYPE_MESSAGE and hasattr(one, "ListFields"):
                yield from _protos(one)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_cells_as_typed(page, seen):
    edition, options = seen
    app = AppTest.from_file(ROOT / "pages" / f"{page}.py", default_timeout=90)
    app.session_state["view_shown"] = web_view.View(Shelf(edition, options, a_base()), options.home, (), LIGHT)
    app.session_state["what_ifs"] = {}
    app.run()
    assert not app.exception, app.exception
    text = "".join(inert(part.proto.body, pictures=True) for part in app.get("html"))
    assert as_typed(text), "nothing hostile was shown"
    for element in app.main:
        for told in of_markdown(element):
            assert not ALIVE.search(told), (element.type, told[:300])
