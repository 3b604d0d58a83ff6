"""An upload: files read, put over what is published or merged into it, linked, and all its problems.

Knows what an upload may hold and how it is to be taken. It must not know who uploads, nor what becomes of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from typing import Any

from utils.tables.dataset import Dataset, link, missing_tables
from utils.tables.importing import ImportReport, Scope
from utils.tables.importing.reports import Counted, Mapped, NotTaken, Refused
from utils.tables.likeness import likely_duplicates
from utils.tables.limits import Limits
from utils.tables.merging import merge, silent
from utils.tables.problems import Code, Problem
from utils.tables.sheets import read_files
from utils.tables.storing import canonical, packed, problems_from_json, problems_to_json, unpacked
from utils.tables.typed import TypedTable


class Mode(Enum):
    """What an uploaded table does to the published one."""

    REPLACE = "replace"
    MERGE = "merge"


@dataclass(frozen=True)
class Choices:
    """What a person has decided about an upload where the files do not say it themselves.

    `day_first` settles 03/04/2026; `modes` names what each table does, else `usual_mode` does; `scope` is the part of
    a foreign file that is wanted.
    """

    day_first: bool | None = None
    modes: Mapping[str, Mode] = field(default_factory=dict)
    scope: Scope = field(default_factory=Scope)


@dataclass(frozen=True, eq=False)
class Intake:
    """What would be published: the dataset, its problems, what was imported, and how each uploaded table was taken."""

    dataset: Dataset
    problems: tuple[Problem, ...]
    reports: tuple[ImportReport, ...] = ()
    taken: Mapping[str, Mode] = field(default_factory=dict)


def no_progress(_what: str, _share: float) -> None:
    """Nobody is told."""


def take_in(
    files: Mapping[str, bytes],
    base: Dataset | None = None,
    choices: Choices | None = None,
    limits: Limits | None = None,
    progress: Callable[[str, float], None] = no_progress,
) -> Intake:
    """The dataset that the files make together with what is published, and every problem, all at once.

    Tables that the files do not hold are carried over from `base`; without a base they are missing.
    """
    choices = choices or Choices()
    held = read_files(files, day_first=choices.day_first, scope=choices.scope, limits=limits, progress=progress)
    before = dict(base.tables) if base else {}
    taken = {
        name: choices.modes.get(name) or usual_mode(before.get(name), read, imported=name in held.imported)
        for name, read in held.tables.items()
    }
    progress("Checking the tables against each other", 0.8)
    read = {
        name: _new_alone(before.get(name), table) if name in held.cited else table
        for name, table in held.tables.items()
    }
    after = {**before, **{name: _put(before.get(name), table, taken[name]) for name, table in read.items()}}
    dataset, problems = link(after, held.problems)
    lacking = [] if base else missing_tables(files, held.tables)
    alike = tuple(likely_duplicates(dataset.tables["incidents"], _fresh(before.get("incidents"), dataset)))
    gone = tuple(_left_out(before, read, taken))
    return Intake(dataset, (*held.problems, *lacking, *gone, *problems, *alike), tuple(held.reports), taken)


def usual_mode(before: TypedTable | None, read: TypedTable, *, imported: bool = False) -> Mode:
    """Replace when the sheet holds most of what is published; merge when it looks like an addition to it."""
    if before is None or before.frame.empty:
        return Mode.REPLACE
    key = read.table.id_column.key
    known = before.frame[key].isin(read.frame[key]).mean()
    return Mode.MERGE if imported or known < 0.5 else Mode.REPLACE


def _left_out(
    before: Mapping[str, TypedTable], read: Mapping[str, TypedTable], taken: Mapping[str, Mode]
) -> Iterator[Problem]:
    """Columns with published values that a replacing sheet does not have."""
    for name, table in read.items():
        if taken[name] is not Mode.REPLACE or name not in before:
            continue
        for key in silent(table):
            values = before[name].frame[key]
            held = int(values.map(bool).sum() if values.dtype == object else values.notna().sum())
            if held:
                column, origin = table.table.column(key), table.origins[0]
                found = f"{held:,} {'value' if held == 1 else 'values'}"
                yield Problem(Code.COLUMN_LEFT_OUT, origin.file, origin.sheet, "", found, column.heading)


def _new_alone(before: TypedTable | None, read: TypedTable) -> TypedTable:
    """Only rows that are not published yet: what an analyst has written about an origin stands."""
    if before is None:
        return read
    key = read.table.id_column.key
    return replace(read, frame=read.frame[~read.frame[key].isin(before.frame[key])].reset_index(drop=True))


def _put(before: TypedTable | None, read: TypedTable, mode: Mode) -> TypedTable:
    return merge(before, read) if mode is Mode.MERGE and before is not None else read


def _fresh(before: TypedTable | None, dataset: Dataset) -> frozenset[str]:
    """The ids of incidents that are not published yet; on a first edition there is nothing to compare with."""
    if before is None or before.frame.empty:
        return frozenset()
    return frozenset(dataset.incidents["incident_id"]) - frozenset(before.frame["incident_id"])


def to_parts(files: Mapping[str, bytes], base: Dataset | None, choices: Choices, limits: Limits) -> dict[str, bytes]:
    """An upload as named bytes, for a process of its own."""
    parts = {f"file/{name}": content for name, content in files.items()}
    parts |= {f"base/{name}": content for name, content in (packed(base) if base else {}).items()}
    asked = {"limits": asdict(limits), "choices": choices_to_json(choices), "based": base is not None}
    return {**parts, "asked": canonical(asked).encode()}


def take_in_parts(parts: Mapping[str, bytes], progress: Callable[[str, float], None]) -> dict[str, bytes]:
    """`take_in` over named bytes: what the process of its own runs."""
    asked = json.loads(parts["asked"])
    base = unpacked(_within(parts, "base/")) if asked["based"] else None
    taken = take_in(
        _within(parts, "file/"), base, choices_from_json(asked["choices"]), Limits(**asked["limits"]), progress
    )
    answer = {f"table/{name}": content for name, content in packed(taken.dataset).items()}
    answer["problems"] = problems_to_json(taken.problems).encode()
    answer["reports"] = canonical([asdict(report) for report in taken.reports]).encode()
    answer["taken"] = canonical({name: mode.value for name, mode in taken.taken.items()}).encode()
    return answer


def from_parts(parts: Mapping[str, bytes]) -> Intake:
    """The upload that `take_in_parts` has read."""
    problems = problems_from_json(parts["problems"].decode())
    reports = tuple(report_from(report) for report in json.loads(parts["reports"]))
    taken = {name: Mode(mode) for name, mode in json.loads(parts["taken"]).items()}
    return Intake(unpacked(_within(parts, "table/")), problems, reports, taken)


def _within(parts: Mapping[str, bytes], prefix: str) -> dict[str, bytes]:
    return {name.removeprefix(prefix): content for name, content in parts.items() if name.startswith(prefix)}


_LINES = {"refused": Refused, "mapped": Mapped, "left_out": NotTaken, "countries": Counted, "admin1": Counted}


def report_from(held: Mapping[str, Any]) -> ImportReport:
    """An import's report from plain values, as `dataclasses.asdict` gives them."""
    lines = {name: tuple(kind(*_frozen(line)) for line in held[name]) for name, kind in _LINES.items()}
    return ImportReport(**{**held, **lines})


def _frozen(line: list[Any]) -> Iterator[Any]:
    return (tuple(part) if isinstance(part, list) else part for part in line)


def choices_to_json(choices: Choices) -> dict[str, Any]:
    """The choices as plain values, in the order of their names."""
    return {
        "day_first": choices.day_first,
        "modes": {name: mode.value for name, mode in sorted(choices.modes.items())},
        "scope": asdict(choices.scope),
    }


def choices_from_json(held: Mapping[str, Any]) -> Choices:
    """The choices again."""
    modes = {name: Mode(mode) for name, mode in held["modes"].items()}
    scope = Scope(**{name: tuple(values) for name, values in held["scope"].items()})
    return Choices(held["day_first"], modes, scope)
