"""`python -m utils.tables`: makes spreadsheets to fill in, checks filled ones, writes the codebook.

Knows the command line. It must not know how tables are read or written.
"""

import argparse
import csv
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from utils.tables import codebook, quarantine, schema
from utils.tables.cells import CellError, Typed, read_cell
from utils.tables.columns import Column, Kind, Table
from utils.tables.dataset import assemble
from utils.tables.importing.page import importing_page
from utils.tables.intake import Choices, from_parts, to_parts
from utils.tables.limits import LimitError, limits_of
from utils.tables.problems import Severity
from utils.tables.templates import Row, write_workbook


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 when all is well, 1 when a problem stops publishing, 2 when the call makes no sense.

    `check` takes files, or folders of them, as one upload: what they do not hold is looked for in `--with`.
    """
    parser = argparse.ArgumentParser(prog="python -m utils.tables", description=__doc__)
    commands = parser.add_subparsers(required=True)
    template = commands.add_parser("template", help="write the spreadsheets, empty or with rows from CSV files")
    template.add_argument("folder", type=Path, help="where they are put")
    template.add_argument(
        "--rows", type=Path, help="a folder with a CSV file for each table, headed by the columns' keys"
    )
    template.set_defaults(run=lambda given: _template(given.folder, given.rows))
    check = commands.add_parser("check", help="print every problem in spreadsheets: .xlsx, .xls, .ods, .csv")
    check.add_argument("files", type=Path, nargs="+", metavar="FILE", help="files, or folders of them")
    check.add_argument("--with", type=Path, dest="base", help="a folder with the tables that these files do not hold")
    check.add_argument("--day-first", action=argparse.BooleanOptionalAction, help="how 03/04/2026 is meant")
    check.set_defaults(run=_check)
    docs = commands.add_parser("docs", help="write the codebook: tables.md, problems.md, importing.md")
    docs.add_argument("folder", type=Path)
    docs.set_defaults(run=lambda given: _docs(given.folder))
    given = parser.parse_args(arguments)
    status: int = given.run(given)
    return status


def _template(folder: Path, rows: Path | None) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for name, tables in schema.SPREADSHEETS.items():
        given = {table.name: _rows(rows / f"{table.name}.csv", table) for table in tables} if rows else None
        (folder / name).write_bytes(write_workbook(tables, given))
    return 0


def _rows(path: Path, table: Table) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{key: _cell(table.column(key), text) for key, text in row.items()} for row in csv.DictReader(lines)]


def _cell(column: Column, text: str) -> str | int | float | None:
    """Numbers and dates as such, all else as it stands: what is wrong is for the reader to say, not for the writer."""
    if column.kind not in (Kind.COUNT, Kind.DECIMAL, Kind.DATE):
        return text
    try:
        value: Typed = read_cell(column, text)
    except CellError:
        return text
    return None if isinstance(value, tuple) else value  # type: ignore[return-value]  # a date is fine for openpyxl


def _check(given: argparse.Namespace) -> int:
    paths = [path for name in given.files for path in (_inside(name) if name.is_dir() else [name])]
    absent = [path for path in [*paths, *filter(None, [given.base])] if not path.exists()]
    if absent or not paths:
        print(f"There is no such file: {', '.join(map(str, absent or given.files))}", file=sys.stderr)  # noqa: T201
        return 2
    try:
        limits = limits_of(os.environ)
    except LimitError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    base = assemble({path.name: path.read_bytes() for path in _inside(given.base)}, limits)[0] if given.base else None
    files = {path.name: path.read_bytes() for path in paths}
    try:
        parts = to_parts(files, base, Choices(day_first=given.day_first), limits)
        read = from_parts(quarantine.run(parts, limits))
    except quarantine.QuarantineError as error:
        print(error.problem(", ".join(files)))  # noqa: T201  # printing is what it is for
        return 1
    for problem in read.problems:
        print(f"{problem} ({problem.severity.value})")  # noqa: T201
    dataset = read.dataset
    held = ", ".join(f"{len(table.frame)} {table.table.sheet.lower()}" for table in dataset.tables.values())
    print(f"{len(read.problems)} problems; {held}; {dataset.refused} rows left out")  # noqa: T201
    return int(any(problem.severity is Severity.STOPS for problem in read.problems))


def _inside(folder: Path) -> list[Path]:
    """The folder's spreadsheets, without the locks that a spreadsheet program leaves beside open files."""
    found = (path for path in sorted(folder.iterdir()) if path.suffix.lower() in (".xlsx", ".xls", ".ods", ".csv"))
    return [path for path in found if not path.name.startswith("~$")]


def _docs(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**codebook.pages(), "importing.md": importing_page()}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
