"""What the history shows: a line for each edition, draft and deed.

Knows what is told of them without opening any table. It must not know databases.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum

from utils.editions.recipes import Recipe
from utils.tables.importing import ImportReport
from utils.tables.problems import Problem


@dataclass(frozen=True)
class FileLine:
    """A file that an edition rests on: its size in bytes, and the edition with which it was uploaded.

    `uploaded_in` is None while the file belongs to a draft.
    """

    name: str
    sha256: str
    size: int
    uploaded_in: int | None


@dataclass(frozen=True)
class EditionLine:
    """One edition as the history shows it. `at` is in UTC; `republished_from` names the edition it brings back.

    `author` uploaded it, `publisher` published it.
    """

    number: int
    digest: str
    parent: int | None
    author: str
    publisher: str
    at: dt.datetime
    note: str
    label: str | None
    republished_from: int | None = None
    files: tuple[FileLine, ...] = ()


class State(Enum):
    """What became of a draft."""

    OPEN = "open"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Draft:
    """One draft: what it began from, what was uploaded, and how that was to be read. Times are in UTC.

    `author` is who last changed what it holds. `digest` is None until something is saved. `approved_by` is the person
    who approved what it holds now. `edition` is the number it was published with.
    """

    id: str
    parent: int
    author: str
    at: dt.datetime
    changed_at: dt.datetime
    note: str
    state: State
    digest: str | None = None
    recipe: Recipe = field(default_factory=Recipe)
    problems: tuple[Problem, ...] = ()
    reports: tuple[ImportReport, ...] = ()
    approved_by: str | None = None
    edition: int | None = None
    files: tuple[FileLine, ...] = ()


class Deed(Enum):
    """What people do that is written down for good."""

    BEGAN = "began the store"
    SIGNED_IN = "signed in"
    UPLOADED = "uploaded"
    APPROVED = "approved"
    WITHDREW = "withdrew"
    PUBLISHED = "published"
    ROLLED_BACK = "rolled back"
    DOWNLOADED = "downloaded the original"


@dataclass(frozen=True)
class Sign:
    """Who does something, and when."""

    who: str
    at: dt.datetime


@dataclass(frozen=True)
class AuditLine:
    """One deed: who did what to which subject (such as `edition 3`), and when, in UTC."""

    id: int
    at: dt.datetime
    who: str
    deed: Deed
    subject: str
    detail: str
