"""How long 100,000 incidents take from bytes to typed rows, beside a bare fast reader: ratios of medians, in turn.

Run by `make bench`; never part of the test suite. Absolute times drift with the machine; quote the ratios.
"""

import datetime as dt
import io
import statistics
import time
import zipfile

import fastexcel
import pytest

from tests.drawn import INCIDENT, an_incident
from tests.hostile import office_parts
from utils.tables import schema
from utils.tables.grids import cell_name
from utils.tables.problems import Severity
from utils.tables.reading import read_table
from utils.tables.workbooks import open_file

ROWS, COLUMNS, ROUNDS, TARGET = 100_000, 25, 5, 2.5
EPOCH = dt.date(1899, 12, 30)
PLACES = [f"Village {number}" for number in range(900)]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def incidents():
    """Rows that differ as real ones do: ids and summaries each their own, the rest drawn from short lists."""
    for number in range(ROWS):
        yield an_incident(
            incident_id=f"N-{number}",
            start_date=dt.date(2020, 1, 1) + dt.timedelta(days=number % 2300),
            place=PLACES[number % len(PLACES)],
            latitude=10 + number % 997 / 1000,
            longitude=20 + number % 991 / 1000,
            summary=f"Gunmen fired at a police post near kilometre {number} of the bridge road and left by the river.",
            notes="Two reports differ about the hour." if number % 3 else None,
            end_date=dt.date(2020, 1, 2) + dt.timedelta(days=number % 2300),
            source_ids=f"S-{number % 40}; S-{number % 37}",
        )


def a_big_workbook():
    """The incidents as a program writes them that shares its texts, which all common ones do."""
    table = next(table for table in schema.TABLES if table.name == "incidents")
    needed = sorted(table.columns, key=lambda column: column.key not in INCIDENT)[:COLUMNS]
    columns = [column for column in table.columns if column in needed]
    headings = [column.heading for column in columns]
    texts: dict[str, int] = {}

    def cell(at, row, value):
        if value is None or value == "":
            return ""
        if isinstance(value, dt.date):
            return f'<c r="{cell_name(at, row)}" s="1"><v>{(value - EPOCH).days}</v></c>'
        if isinstance(value, int | float):
            return f'<c r="{cell_name(at, row)}"><v>{value}</v></c>'
        return f'<c r="{cell_name(at, row)}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'

    def line(row, values):
        return f'<row r="{row}">{"".join(cell(at, row, value) for at, value in enumerate(values))}</row>'

    rows = [line(1, headings)]
    for number, incident in enumerate(incidents(), 2):
        rows.append(line(number, [incident.get(column.key) for column in columns]))
    return packed(office_parts("".join(rows)), texts)


def packed(parts, texts):
    relation = f'<Relationship Id="rId2" Type="{SHEET}" Target="sharedStrings.xml"/>'
    styles = relation.replace("rId2", "rId3").replace("sharedStrings", "styles")
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace("</R", f"{relation}{styles}</R")
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"
    )
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


@pytest.fixture(scope="module")
def content():
    return a_big_workbook()


def bare(content):
    return fastexcel.read_excel(content).load_sheet("Incidents", header_row=None, dtypes="string").to_arrow()


def ours(content):
    table = next(table for table in schema.TABLES if table.name == "incidents")
    opened = open_file("incidents.xlsx", content)
    middle = time.perf_counter()
    read, problems = read_table(table, opened.grids[0], "incidents.xlsx")
    assert len(read.frame) == ROWS
    assert not [problem for problem in [*problems, *opened.problems] if problem.severity is Severity.STOPS]
    return middle


def test_reading_checking_and_typing_beside_a_bare_fast_reader(content):
    times: dict[str, list[float]] = {"bare": [], "open_file": [], "open_file and read_table": []}
    for number in range(ROUNDS + 1):
        start = time.perf_counter()
        bare(content)
        between = time.perf_counter()
        middle = ours(content)
        end = time.perf_counter()
        if number:  # the first round warms the libraries
            for name, seconds in zip(times, (between - start, middle - between, end - between), strict=True):
                times[name].append(seconds)
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    print(f"\n{ROWS:,} rows x {COLUMNS} columns, {len(content) / 1_000_000:.0f} MB")
    for name, seconds in medians.items():
        spread = f"{min(times[name]):.2f}–{max(times[name]):.2f}"
        print(f"{name:26} {seconds:6.2f} s  ({spread})  {seconds / medians['bare']:.2f} times bare")
    assert medians["open_file and read_table"] / medians["bare"] <= TARGET
