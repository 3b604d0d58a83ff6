"""Files as strangers bring them, made on the fly: torn, locked, huge, odd."""

import datetime as dt
import io
import zipfile

import openpyxl
import xlwt

_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets><sheet name="Incidents" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>"
)
_OPEN = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Incidents">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</manifest:manifest>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(parts):
    """A zip of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def office_parts(rows, before=""):
    """The parts of an .xlsx whose one sheet, Incidents, has this XML for its rows."""
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind=f"{_RELATION}/officeDocument", target="xl/workbook.xml"),
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(kind=f"{_RELATION}/worksheet", target="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }


def an_xlsx(rows="", before="", **more):
    """An .xlsx whose one sheet, Incidents, has this XML for its rows, with more parts beside."""
    return packed({**office_parts(rows, before), **more})


def with_parts(content, parts):
    """The .xlsx with these parts added."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        own = {name: archive.read(name) for name in archive.namelist()}
    return packed({**own, **parts})


def a_cell(name, text):
    """The XML of a cell that holds a text."""
    return f'<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>'


def a_row(number, *cells):
    """The XML of a row with these cells."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def a_far_cell():
    """One cell in the first corner of a sheet and one in the last."""
    return an_xlsx(a_row(1, a_cell("A1", "id")) + a_row(1048576, '<c r="XFD1048576"><v>1</v></c>'))


def a_hidden_far_cell():
    """The far cell written so that only a parser sees where it stands."""
    return an_xlsx(a_row(1, a_cell("A1", "id")) + "<row><c r = 'XFD1048576'><v>1</v></c></row>")


def a_long_sheet(rows):
    """A sheet of so many rows, each with one number."""
    return an_xlsx("".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, rows + 1)))


def a_wide_sheet():
    """A sheet with something in the last column there is."""
    return an_xlsx(a_row(1, a_cell("A1", "id"), a_cell("XFD1", "last")))


def a_zip_bomb(megabytes):
    """A sheet of so many million bytes, nearly all of them spaces, packed a thousand times smaller."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in office_parts("").items():
            if "sheet1" not in name:
                archive.writestr(name, part)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for _ in range(megabytes):
                sheet.write(b" " * 1_000_000)
            sheet.write(b"</sheetData></worksheet>")
    return written.getvalue()


def a_lying_bomb(megabytes):
    """A bomb whose directory says that it is small."""
    bomb = a_zip_bomb(megabytes)
    true = (megabytes * 1_000_000 + len(f'<worksheet xmlns="{_MAIN}"><sheetData></sheetData></worksheet>')).to_bytes(
        4, "little"
    )
    return bomb.replace(true, (1000).to_bytes(4, "little"))


def a_workbook(cells=None, **more):
    """An .xlsx by openpyxl with these cells on its sheet Incidents."""
    book = openpyxl.Workbook()
    book.active.title = "Incidents"
    for name, value in (cells or {}).items():
        book.active[name] = value
    return with_parts(saved(book), more) if more else saved(book)


def saved(book):
    """The bytes of a workbook of openpyxl or xlwt."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def an_xls(cells):
    """An .xls with these values by row and column, both from 0, on its sheet Incidents."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Incidents")
    for (row, column), value in cells.items():
        style = xlwt.easyxf(num_format_str="YYYY-MM-DD") if isinstance(value, dt.date) else xlwt.easyxf()
        sheet.write(row, column, value, style)
    return saved(book)


def an_ods(rows, manifest=""):
    """An .ods whose one sheet, Incidents, has this XML for its rows."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": _OPEN.format(rows=rows),
            "META-INF/manifest.xml": _MANIFEST.format(manifest),
        }
    )


def an_open_row(*cells, repeated=1):
    """The XML of a row of an .ods with these cells."""
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def an_open_cell(text="", repeated=1, formula=""):
    """The XML of a cell of an .ods; empty without a text."""
    own = f' table:number-columns-repeated="{repeated}"' + (f' table:formula="{formula}"' if formula else "")
    value = f' office:value-type="string"><text:p>{text}</text:p></table:table-cell>' if text else "/>"
    return f"<table:table-cell{own}{value}"


def a_locked_xlsx():
    """The container in which Office keeps a workbook that is locked with a password."""
    return OLE + b"\0" * 504 + "EncryptedPackage\0".encode("utf-16-le") + b"\0" * 500
