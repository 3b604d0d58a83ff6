"""`python -m utils.tables`: makes spreadsheets to fill in, and checks filled ones.

Knows the command line. It must not know how tables are read or written.
"""

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from utils.tables import schema
from utils.tables.cells import CellError, Typed, read_cell
from utils.tables.columns import Column, Kind, Table
from utils.tables.dataset import assemble
from utils.tables.problems import Severity
from utils.tables.templates import Row, write_workbook


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 when all is well, 1 when a problem stops publishing, 2 when the call makes no sense."""
    parser = argparse.ArgumentParser(prog="python -m utils.tables", description=__doc__)
    commands = parser.add_subparsers(required=True)
    template = commands.add_parser("template", help="write the spreadsheets, empty or with rows from CSV files")
    template.add_argument("folder", type=Path, help="where they are put")
    template.add_argument(
        "--rows", type=Path, help="a folder with a CSV file for each table, headed by the columns' keys"
    )
    template.set_defaults(run=lambda given: _template(given.folder, given.rows))
    check = commands.add_parser("check", help="print every problem in the spreadsheets of a folder")
    check.add_argument("folder", type=Path)
    check.set_defaults(run=lambda given: _check(given.folder))
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


def _check(folder: Path) -> int:
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.xlsx"))}
    dataset, problems = assemble(files)
    for problem in problems:
        print(f"{problem} ({problem.severity.value})")  # noqa: T201  # printing is what it is for
    held = ", ".join(f"{len(read.frame)} {read.table.sheet.lower()}" for read in dataset.tables.values())
    print(f"{len(problems)} problems; {held}; {dataset.refused} rows left out")  # noqa: T201
    return int(any(problem.severity is Severity.STOPS for problem in problems))


if __name__ == "__main__":
    sys.exit(main())
