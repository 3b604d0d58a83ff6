"""One edition: a number, the digest of the bytes it was made from, and the dataset they hold.

Knows what identifies an edition. It must not know folders, databases or the reader's filters.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from utils.tables.dataset import Dataset
from utils.tables.problems import Problem, Severity


@dataclass(frozen=True)
class Standing:
    """The incidents that stood in the last edition of an as-of day."""

    as_of: dt.date
    incident_ids: frozenset[str]


@dataclass(frozen=True, eq=False)
class Edition:
    """A published dataset. Two editions with the same digest hold the same bytes.

    `at` is in UTC, None for what lies in a folder. A draft has the number that it would be published with.
    `earlier` holds what stood on earlier as-of days, oldest first.
    """

    number: int
    digest: str
    dataset: Dataset
    problems: tuple[Problem, ...] = ()
    parent: int | None = None
    author: str = ""
    at: dt.datetime | None = None
    note: str = ""
    draft: bool = False
    earlier: tuple[Standing, ...] = ()

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems for which rows or cells are missing; the others were for whoever published it to check."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.STOPS)

    @property
    def as_of(self) -> dt.date:
        """The last date that the record covers: as the About sheet says, else that of the newest incident."""
        if self.dataset.about.as_of is not None:
            return self.dataset.about.as_of
        dated = self.dataset.incidents["start_date"].dropna()
        newest: dt.date = dated.max().date() if len(dated) else dt.date.min
        return newest

    @property
    def name(self) -> str:
        """The edition by its number, or whose draft it is."""
        return f"Draft by {self.author}, not published" if self.draft else f"Edition {self.number}"

    @property
    def code(self) -> str:
        """The beginning of the digest, by which the edition is known."""
        return f"digest {self.digest[:12]}"

    @property
    def line(self) -> str:
        """The edition in a few words, as printed on page and paper."""
        return f"{self.name}, {self.code}"


def digest_of(files: Mapping[str, bytes]) -> str:
    """The SHA-256 over the files' names and bytes, in the order of their names."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(name.encode())
        total.update(hashlib.sha256(files[name]).digest())
    return total.hexdigest()
