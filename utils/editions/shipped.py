"""The edition that lies in a folder of spreadsheets.

Knows the folder. It must not know what the spreadsheets mean; a folder in any state gives an edition and its problems.
"""

from pathlib import Path

from utils.editions.edition import Edition, digest_of
from utils.tables.dataset import assemble
from utils.tables.limits import Limits
from utils.tables.problems import Code, Problem


def files_in(folder: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The folder's .xlsx files by name, and a problem for each that cannot be opened."""
    files: dict[str, bytes] = {}
    unread: list[Problem] = []
    for path in sorted(folder.glob("*.xlsx")) if folder.is_dir() else ():
        if path.name.startswith("~$"):  # a lock that a spreadsheet program leaves beside an open file
            continue
        try:
            files[path.name] = path.read_bytes()
        except OSError as error:
            unread.append(Problem(Code.FILE_UNREADABLE, path.name, found=error.strerror or "it cannot be opened"))
    return files, tuple(unread)


def read_shipped(folder: Path, limits: Limits | None = None) -> Edition:
    """Edition 1, made of the folder's .xlsx files. What is missing or torn is empty in it and named as a problem."""
    files, unread = files_in(folder)
    dataset, problems = assemble(files, limits)
    return Edition(1, digest_of(files), dataset, (*unread, *problems))
