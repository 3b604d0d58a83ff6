"""A workbook of as many incidents as wished, as a program writes it that shares its texts, which all common ones do.

Knows the columns of an incident and the XML of a sheet. It is written row by row, so that its length takes no memory.
"""

import datetime as dt
import io
import zipfile

from tests.drawn import INCIDENT, an_incident
from tests.hostile import office_parts
from utils.tables import schema
from utils.tables.grids import cell_name

COLUMNS = 25
EPOCH = dt.date(1899, 12, 30)
PLACES = [f"Village {number}" for number in range(900)]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
TYPES, RELATIONS, SHEET = "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
ROWS_HERE = "ROWS HERE"
INCIDENTS = next(table for table in schema.TABLES if table.name == "incidents")


def incidents(rows):
    """Rows that differ as real ones do: ids and summaries each their own, the rest drawn from short lists."""
    for number in range(rows):
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


def a_long_workbook(rows):
    """The bytes of an .xlsx with so many incidents on its one sheet."""
    parts, texts, written = office_parts(ROWS_HERE), {}, io.BytesIO()
    before, _, after = parts.pop(SHEET).partition(ROWS_HERE)
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(before.encode())
            for line in _lines(rows, texts):
                sheet.write(line.encode())
            sheet.write(after.encode())
        for name, part in {**parts, **_beside(parts, texts)}.items():
            archive.writestr(name, part)
    return written.getvalue()


def _lines(rows, texts):
    """The XML of each row, headings first; what is text is put among the texts, once."""
    needed = sorted(INCIDENTS.columns, key=lambda column: column.key not in INCIDENT)[:COLUMNS]
    columns = [column for column in INCIDENTS.columns if column in needed]

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

    yield line(1, [column.heading for column in columns])
    for number, incident in enumerate(incidents(rows), 2):
        yield line(number, [incident.get(column.key) for column in columns])


def _beside(parts, texts):
    """The parts that a sheet with shared texts and dates rests on, and what names them."""
    relations, types = parts[RELATIONS], parts[TYPES]
    for number, kind in enumerate(("sharedStrings", "styles"), 2):
        relation = f'<Relationship Id="rId{number}" Type="{RELATION}/{kind}" Target="{kind}.xml"/>'
        told = f'<Override PartName="/xl/{kind}.xml" ContentType="{CONTENT.format(kind)}"/>'
        relations, types = relations.replace("</R", f"{relation}</R"), types.replace("</T", f"{told}</T")
    formats = '<xf numFmtId="0"/><xf numFmtId="14"/>'
    return {
        RELATIONS: relations,
        TYPES: types,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>',
    }
