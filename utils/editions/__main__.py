"""`python -m utils.editions`: lists what was published, publishes a folder, gives original files back.

Knows the command line, and with it the clock. It must not know how editions are kept.
"""

import argparse
import datetime as dt
import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from utils.editions.blobs import sha256_of
from utils.editions.lines import EditionLine, FileLine
from utils.editions.recipes import Upload, upload_of
from utils.editions.refusals import StoreError, UnreachableError
from utils.editions.store import Store
from utils.tables import schema
from utils.tables.intake import Choices, Mode, take_in
from utils.tables.limits import LimitError, limits_of
from utils.tables.problems import Severity

SPREADSHEETS = (".xlsx", ".csv")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 when all is well, 1 when it was refused and why is printed, 2 when the call makes no sense."""
    given = _parser().parse_args(arguments)
    try:
        store = Store(given.database)
        status: int = given.run(store, given)
        store.close()
    except (StoreError, UnreachableError, LimitError) as refused:
        print(refused)  # noqa: T201  # printing is what it is for
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m utils.editions", description=__doc__)
    parser.add_argument("--database", required=True, metavar="URL", help="sqlite:///FILE or postgresql://…")
    commands = parser.add_subparsers(required=True)
    listing = commands.add_parser("list", help="print every edition, newest first")
    listing.set_defaults(run=lambda store, _: _list(store))
    publish = commands.add_parser("publish", help="publish the spreadsheets of a folder as the next edition")
    publish.add_argument("folder", type=Path)
    publish.add_argument("--author", required=True, help="stands in the history")
    publish.add_argument("--note", default="", help="what changed, and why")
    publish.set_defaults(run=lambda store, given: _publish(store, given.folder, given.author, given.note))
    export = commands.add_parser("export", help="write an edition's files as they were uploaded")
    export.add_argument("number", type=int)
    export.add_argument("folder", type=Path, help="a new or empty folder")
    export.set_defaults(run=lambda store, given: _export(store, given.number, given.folder))
    return parser


def _list(store: Store) -> int:
    for line in reversed(store.listing()):
        print(_told(line))  # noqa: T201  # as above
    return 0


def _told(line: EditionLine) -> str:
    again = f" (edition {line.republished_from} again)" if line.republished_from else ""
    note = f": {line.note}" if line.note else ""
    files = ", ".join(held.name for held in line.files)
    when = line.at.strftime("%Y-%m-%d %H:%M UTC")
    return f"Edition {line.number}{again}, {when}, {line.author}{note} [{files}] {line.digest}"


def _publish(store: Store, folder: Path, author: str, note: str) -> int:
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if _is_spreadsheet(path)}
    if not files:
        print(f"There is no spreadsheet in {folder}.")  # noqa: T201  # as above
        return 2
    newest = store.latest_number()
    upload = _read(store, files, newest)
    for problem in upload.problems:
        print(f"{problem} ({problem.severity.value})")  # noqa: T201  # as above
    if any(problem.severity is Severity.STOPS for problem in upload.problems):
        print("Nothing was published.")  # noqa: T201  # as above
        return 1
    print(_put(store, upload, newest, author, note))  # noqa: T201  # as above
    return 0


def _is_spreadsheet(path: Path) -> bool:
    return path.suffix.lower() in SPREADSHEETS and not path.name.startswith("~$")


def _read(store: Store, files: dict[str, bytes], newest: int) -> Upload:
    """A folder is the whole state of the tables in it: they replace, the others are kept."""
    base = store.edition(newest).dataset if newest else None
    choices = Choices(modes={table.name: Mode.REPLACE for table in schema.TABLES})
    return upload_of(files, take_in(files, base, choices, limits_of(os.environ)), choices, base)


def _put(store: Store, upload: Upload, newest: int, author: str, note: str) -> str:
    """The sentence that says what was published."""
    now = dt.datetime.now(dt.UTC)
    if not newest:
        return _told(store.first(upload, author, now, note))
    if _stands(upload, store.line_of(newest)):
        return f"Nothing has changed since edition {newest}; nothing was published."
    name = secrets.token_urlsafe(16)
    store.new_draft(name, newest, author, now, note)
    store.save_draft(name, upload, author, now)
    return _told(store.line_of(store.publish(name, author, now)))


def _stands(upload: Upload, newest: EditionLine) -> bool:
    """Whether every file, byte for byte, is the newest of its name in that edition already."""
    held = {line.name: line.sha256 for line in reversed(newest.files)}
    return all(held.get(name) == sha256_of(content) for name, content in upload.files.items())


def _export(store: Store, number: int, folder: Path) -> int:
    line = store.line_of(number)
    if folder.exists() and any(folder.iterdir()):
        print(f"The folder {folder} is not empty; nothing was written.")  # noqa: T201  # as above
        return 2
    for held in line.files:
        path = folder / _place(held, line)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(store.original(number, held.name, held.sha256))
        print(path)  # noqa: T201  # as above
    return 0


def _place(held: FileLine, line: EditionLine) -> Path:
    """Under its own name; an older file of a name that was uploaded again under the edition it came with.

    Only the last part of a name is used: an uploaded name must not lead out of the folder.
    """
    name = Path(held.name.replace("\\", "/")).name
    newest = next(other for other in line.files if other.name == held.name)
    return Path(name) if newest is held else Path(f"edition-{held.uploaded_in}", name)


if __name__ == "__main__":
    sys.exit(main())
