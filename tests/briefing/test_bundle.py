import csv
import hashlib
import io
import json
import zipfile
from urllib.parse import parse_qs

import openpyxl
import pytest

from tests.drawn import FIGURE, PROJECT, RESPONSE, SIGNAL, SOURCES, a_claim, an_edition, an_incident
from utils.analysis.filters import from_query, options_of
from utils.briefing.bundle import Origin, pack_evidence
from utils.briefing.imprint import Imprint
from utils.briefing.kept import kept_rows
from utils.tables import schema
from utils.tables.dataset import assemble
from utils.tables.importing import LAYOUTS
from utils.tables.problems import Code

ORIGIN = Origin(Imprint("https://desk.example/editions/1/briefing.html?from=2026-01-01"), "9.9")
TABLES = {table.name: table for table in schema.TABLES}
CLOSED = [layout for layout in LAYOUTS if layout.closed]
A_SOURCE = {"source_id": "S-9", "publisher": "P", "title": "T"}


@pytest.fixture
def bundle(brief):
    """The files in the bundle of an edition for a query."""

    def files_of(edition, query="", pdf=b"%PDF"):
        options = options_of(edition.dataset, edition.as_of)
        filters, _ = from_query(parse_qs(query), options)
        packed = pack_evidence(edition, filters, brief(edition, query), pdf, ORIGIN)
        with zipfile.ZipFile(io.BytesIO(packed)) as held:
            return {name: held.read(name) for name in held.namelist()}

    return files_of


def ids(content, sheet):
    """The first column below headings and tags."""
    rows = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(min_row=3, max_col=1, values_only=True)
    return [value for (value,) in rows]


def lines(content):
    """The lines of a CSV."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def kept(edition, query=""):
    filters, _ = from_query(parse_qs(query), options_of(edition.dataset, edition.as_of))
    return kept_rows(edition, filters)


def test_it_holds_the_paper_the_rows_the_sources_the_codebook_and_how_to_cite(bundle, shipped):
    files = bundle(shipped)
    assert files["briefing.pdf"] == b"%PDF"
    assert set(files) == {
        *("briefing.pdf", "incidents.xlsx", "responses.xlsx", "investments.xlsx", "outlook.xlsx", "reference.xlsx"),
        *("sources.csv", "tables.md", "HOW-TO-CITE.txt", "manifest.json"),
    }


def test_the_manifest_names_every_file_with_its_hash_and_what_was_selected(bundle, shipped, brief):
    files = bundle(shipped, "district=gwadar")
    told = json.loads(files["manifest.json"])
    held = {one["name"]: (one["sha256"], one["bytes"]) for one in told["files"]}
    assert held == {
        name: (hashlib.sha256(content).hexdigest(), len(content))
        for name, content in files.items()
        if name != "manifest.json"
    }
    assert told["filters"] == dict(brief(shipped, "district=gwadar").filter_lines)
    assert told["edition"] == {"number": 1, "digest": shipped.digest, "draft": False}
    assert told["program"] == {"name": "briefbook", "version": "9.9"}
    assert ORIGIN.imprint.address in files["HOW-TO-CITE.txt"].decode()


@pytest.mark.parametrize("query", ["", "from=2020-01-01"])
def test_the_spreadsheets_are_read_back_as_they_were(bundle, shipped, query):
    files = bundle(shipped, query)
    again, problems = assemble({name: content for name, content in files.items() if name.endswith(".xlsx")})
    told = json.loads(files["manifest.json"])["rows"]
    assert {name: len(again.frame(name)) for name in told} == told
    assert {problem.code for problem in problems} <= {Code.ID_UNKNOWN}  # a row may name one that is not kept
    for name in ("incidents", "casualty_claims", "responses", "regional_signals", "projects", "figures", "sources"):
        frame, back = kept(shipped, query).frames[name], again.frame(name)
        for column in (column for column in TABLES[name].columns if column.refers_to is None):
            assert back[column.key].astype("str").tolist() == frame[column.key].astype("str").tolist(), column


def test_only_rows_that_the_choice_keeps_are_in_it_and_only_sources_that_they_cite(bundle):
    edition = an_edition(
        an_incident(),
        an_incident(incident_id="N-2", admin2="Birch", source_ids="S-2"),
        claims=[a_claim(), a_claim(claim_id="C-2", incident_id="N-2", source_ids="S-2")],
        responses=[RESPONSE, {**RESPONSE, "response_id": "R-2", "admin2": "Birch", "source_ids": "S-2"}],
    )
    files = bundle(edition, "district=alder")
    assert ids(files["incidents.xlsx"], "Incidents") == ["N-1"]
    assert ids(files["incidents.xlsx"], "Casualty claims") == ["C-1"]
    assert ids(files["responses.xlsx"], "Responses") == ["R-1"]
    assert ids(files["reference.xlsx"], "Sources") == ["S-1"]
    assert [row["Source id"] for row in lines(files["sources.csv"])] == ["S-1"]


def test_signals_follow_the_period_and_money_follows_its_project():
    edition = an_edition(
        an_incident(),
        signals=[SIGNAL, {**SIGNAL, "signal_id": "G-2", "date": "2025-01-05", "incident_ids": None}],
        projects=[PROJECT, {**PROJECT, "project_id": "J-2", "admin2": "Birch"}],
        figures=[FIGURE, {**FIGURE, "figure_id": "F-2", "project_id": "J-2"}],
    )
    frames = kept(edition, "district=alder").frames
    assert list(frames["regional_signals"]["signal_id"]) == ["G-1"]
    assert list(frames["projects"]["project_id"]) == ["J-1"]
    assert list(frames["figures"]["figure_id"]) == ["F-1"]


def test_an_origin_is_closed_when_its_terms_forbid_to_pass_rows_on():
    assert {layout.name for layout in CLOSED} == {"ACLED", "GTD"}
    assert [layout for layout in LAYOUTS if "may not be passed on" in layout.terms] == CLOSED


@pytest.mark.parametrize("origin", CLOSED, ids=lambda origin: origin.name)
@pytest.mark.parametrize("known_by", ["source_id", "note"])
def test_rows_that_may_not_be_passed_on_are_left_out_counted_and_named(bundle, origin, known_by):
    told = {"source_id": origin.source["source_id"], "note": f"Ours. {origin.terms}"}
    closed = {**A_SOURCE, known_by: told[known_by]}
    edition = an_edition(
        an_incident(),
        an_incident(incident_id="N-2", source_ids=closed["source_id"]),
        claims=[a_claim(), a_claim(claim_id="C-2", source_ids=f"S-1; {closed['source_id']}")],
        sources=[*SOURCES, closed],
    )
    files = bundle(edition)
    assert ids(files["incidents.xlsx"], "Incidents") == ["N-1"]
    assert ids(files["reference.xlsx"], "Sources") == ["S-1"]
    told = json.loads(files["manifest.json"])["left_out"]
    assert {(one["table"], one["rows"]) for one in told} == {("incidents", 1), ("casualty_claims", 1)}
    assert all(one["origin"] == origin.title for one in told)
    assert "forbid" in files["HOW-TO-CITE.txt"].decode()


def test_no_cell_is_taken_for_a_formula(bundle):
    sources = [{**SOURCES[0], "title": "=1+1", "publisher": "@SUM"}, SOURCES[1]]
    files = bundle(an_edition(an_incident(place="=cmd"), sources=sources))
    (line,) = lines(files["sources.csv"])
    assert (line["Title"], line["Publisher"]) == ("'=1+1", "'@SUM")
    cells = [
        c for row in openpyxl.load_workbook(io.BytesIO(files["incidents.xlsx"]))["Incidents"].iter_rows() for c in row
    ]
    assert {cell.data_type for cell in cells if cell.value == "=cmd"} == {"s"}


def test_the_same_view_gives_the_same_bytes(brief, shipped, options):
    filters, briefing = options.home, brief(shipped)
    first, second = (pack_evidence(shipped, filters, briefing, b"%PDF", ORIGIN) for _ in range(2))
    assert first == second


def test_nothing_selected_gives_a_bundle_without_incidents(bundle, shipped):
    files = bundle(shipped, "from=2025-01-01&to=2025-01-02&district=zhob")
    assert json.loads(files["manifest.json"])["rows"]["incidents"] == 0
