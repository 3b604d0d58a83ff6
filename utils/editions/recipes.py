"""How an edition was made of its upload: which tables were replaced, merged or kept, and what was answered.

Knows what must be known to make the same edition again. It must not know people, times or databases.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from utils.editions.edition import digest_of
from utils.tables import schema
from utils.tables.dataset import Dataset
from utils.tables.importing import ImportReport
from utils.tables.intake import Choices, Intake, Mode, choices_from_json, choices_to_json
from utils.tables.problems import Problem
from utils.tables.storing import canonical


class Fate(Enum):
    """What became of a table: the upload's alone, the parent's with the upload's rows in it, the parent's alone."""

    REPLACED = "replaced"
    MERGED = "merged"
    KEPT = "kept"


@dataclass(frozen=True)
class Recipe:
    """What became of each table, and what the person had chosen. An empty recipe replaces everything."""

    fates: Mapping[str, Fate] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)

    @property
    def whole(self) -> bool:
        """Whether the uploaded bytes alone make the edition: every table replaced, and nothing answered."""
        answered = self.choices.day_first is not None or self.choices.scope != Choices().scope
        return not answered and all(fate is Fate.REPLACED for fate in self.fates.values())

    def to_json(self) -> str:
        """The recipe in its one written form."""
        fates = {name: fate.value for name, fate in self.fates.items()}
        return canonical({"fates": fates, "choices": choices_to_json(self.choices)})

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """The recipe again."""
        held = json.loads(text)
        fates = {name: Fate(fate) for name, fate in held["fates"].items()}
        return cls(fates, choices_from_json(held["choices"]))


@dataclass(frozen=True, eq=False)
class Upload:
    """What a draft is saved with: the files as they came, and the dataset that the recipe makes of them."""

    files: Mapping[str, bytes]
    dataset: Dataset
    problems: tuple[Problem, ...] = ()
    recipe: Recipe = field(default_factory=Recipe)
    reports: tuple[ImportReport, ...] = ()


def upload_of(files: Mapping[str, bytes], read: Intake, choices: Choices, base: Dataset | None) -> Upload:
    """The upload of these files as they were taken in, by those choices, over that base."""
    fates = {}
    for table in schema.TABLES:
        stood = base is not None and table.name in base.tables and not base.frame(table.name).empty
        if table.name in read.taken:
            merged = stood and read.taken[table.name] is Mode.MERGE
            fates[table.name] = Fate.MERGED if merged else Fate.REPLACED
        elif stood:
            fates[table.name] = Fate.KEPT
    return Upload(files, read.dataset, read.problems, Recipe(fates, choices), read.reports)


def digest_with(files: Mapping[str, bytes], recipe: Recipe, parent: str) -> str:
    """The digest of the edition that these files and this recipe make of the parent with that digest.

    When the files alone make it, it is `digest_of` them, so that the same folder has the same digest anywhere.
    Otherwise it is the SHA-256 over the parent's digest, that of the files, what became of each table, and the
    answers, in this order and each on a line of its own.
    """
    uploaded = digest_of(files)
    if recipe.whole:
        return uploaded
    answers = choices_to_json(recipe.choices)
    fates = {name: fate.value for name, fate in recipe.fates.items()}
    made = canonical({"fates": fates, "day_first": answers["day_first"], "scope": answers["scope"]})
    return hashlib.sha256(f"{parent}\n{uploaded}\n{made}".encode()).hexdigest()
