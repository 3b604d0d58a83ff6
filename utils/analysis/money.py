"""The money in projects, stage by stage, as the range of what rival claimants say; stages are never added.

Knows projects and figures about money. It must not know violence, nor how money is worded or drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from utils.analysis.figures import Coverage, Figure, ids_of
from utils.tables.vocabularies import MONEY_MEASURES, PROJECT_STATUSES

_PLANNED, _BUILDING, *MADE, _STALLED, SHELVED = PROJECT_STATUSES.labels
UNIT = "million US dollars"


@dataclass(frozen=True)
class Stage:
    """One stage of the same money: its name, its column in the projects, and what the figures call it."""

    name: str
    column: str
    measure: str


STAGES = tuple(
    Stage(name, f"{name}_usd_m", measure)
    for name, measure in zip(("announced", "committed", "disbursed"), MONEY_MEASURES.labels[:3], strict=True)
)
"""In the order of their course. A dollar announced, committed and disbursed is one dollar: stages are never added."""

AMOUNT = ("amount_usd_m",)
"""Which column of a figure holds its money."""

MOVED = STAGES[-1]
"""The stage of money that has changed hands."""

MEASURES = tuple(stage.measure for stage in STAGES)

CONSTANTS = (
    ("Range of a project's money", "lowest to highest of the Projects sheet and each claimant's latest figure", "M7"),
    ("Sum over projects", "lows with lows and highs with highs, within one stage, shelved ones apart", "M7"),
)
"""Name, value and source of what is set here, for the method page and the briefing."""


def project_money(projects: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """A row for each project and stage of which anyone gives a figure.

    project_id, status, stage, low and high in millions of US dollars, rivals (how many figures they lie between) and
    figure_ids (those of the Figures sheet). Of one claimant only the latest figure counts.
    """
    newest = latest(figures)
    rows = [row for stage in STAGES for row in _stage_rows(projects, newest, stage)]
    columns = ["project_id", "status", "stage", "low", "high", "rivals", "figure_ids"]
    return pd.DataFrame(rows, columns=columns)


def _stage_rows(projects: pd.DataFrame, figures: pd.DataFrame, stage: Stage) -> Iterator[tuple[object, ...]]:
    about = figures[(figures["measure"] == stage.measure).to_numpy(dtype=bool) & figures["project_id"].notna()]
    rivals = {str(name): part for name, part in about.groupby("project_id", sort=False)}
    columns = ["project_id", "status", stage.column]
    for project_id, status, own in projects[columns].itertuples(index=False, name=None):
        part = rivals.get(project_id)
        told = [] if part is None else part["amount_usd_m"].tolist()
        told += [] if pd.isna(own) else [own]
        if told:
            ids = () if part is None else ids_of(part["figure_id"])
            yield project_id, status, stage.name, min(told), max(told), len(told), ids


def latest(figures: pd.DataFrame) -> pd.DataFrame:
    """Each claimant's latest figures of each measure about each project or scope; two of the same date both stay."""
    about = figures["project_id"].where(figures["project_id"].notna(), figures["scope"])
    keys = [about.tolist(), figures["measure"].tolist(), figures["claimant"].tolist()]
    told = [(*map(_plain, key), day) for *key, day in zip(*keys, figures["as_of_date"].tolist(), strict=True)]
    newest: dict[tuple[object, ...], str] = {}
    for *key, day in told:
        if isinstance(day, str):
            newest[tuple(key)] = max(newest.get(tuple(key), day), day)
    stands = [isinstance(day, str) and newest[tuple(key)] == day for *key, day in told]
    return figures[np.array(stands, dtype=bool)]


def _plain(value: object) -> object:
    """Unknown equals unknown."""
    return value if isinstance(value, str) else None


def stage_sums(
    money: pd.DataFrame, projects: pd.DataFrame, among: Collection[str] | None = None
) -> dict[tuple[str, bool], Figure]:
    """By stage and whether shelved: the sum of lows and of highs over projects, of `among` when given.

    Coverage says how many of those projects give any figure at that stage; where none does, nothing is known.
    """
    wanted = None if among is None else set(among)
    told = zip(projects["project_id"].tolist(), projects["status"].tolist(), strict=True)
    asked = {name: status == SHELVED for name, status in told if wanted is None or name in wanted}
    columns = ["stage", "project_id", "low", "high"]
    rows = [row for row in zip(*(money[name].tolist() for name in columns), strict=True) if row[1] in asked]
    return {
        (stage.name, shelved): _sum([row for row in rows if row[0] == stage.name], asked, stage, shelved=shelved)
        for stage in STAGES
        for shelved in (False, True)
    }


def _sum(
    rows: Sequence[tuple[str, str, float, float]], asked: Mapping[str, bool], stage: Stage, *, shelved: bool
) -> Figure:
    held = [row for row in rows if asked[row[1]] is shelved]
    coverage = Coverage(len(held), sum(is_shelved is shelved for is_shelved in asked.values()))
    if not held:
        return Figure(None, UNIT, f"money-{stage.name}", (), coverage)
    low, high = round(sum(row[2] for row in held), 2), round(sum(row[3] for row in held), 2)
    value, basis = low if low == high else None, tuple(row[1] for row in held)
    return Figure(value, UNIT, f"money-{stage.name}", basis, coverage, low, high, (stage.column,))


@dataclass(frozen=True, eq=False)
class Rivalry:
    """What claimants say about one project or scope and one measure: `figures` are the rows, oldest first."""

    about: str
    measure: str
    project_id: str | None
    figures: pd.DataFrame

    @cached_property
    def latest(self) -> pd.DataFrame:
        """Each claimant's latest figures."""
        return latest(self.figures)

    @cached_property
    def figure(self) -> Figure:
        """Lowest to highest of the claimants' latest figures."""
        newest = self.latest
        low, high = float(newest["amount_usd_m"].min()), float(newest["amount_usd_m"].max())
        known = Coverage(len(newest), len(self.figures))
        value = low if low == high else None
        return Figure(value, UNIT, "money-rivals", ids_of(newest["figure_id"]), known, low, high, AMOUNT)


def rivalries(projects: pd.DataFrame, figures: pd.DataFrame) -> tuple[Rivalry, ...]:
    """Every project or scope and stage of which at least two figures are on record; most figures first.

    Flows over a period, debts and costs of guarding are no stage: their figures do not exclude each other.
    """
    names = dict(zip(projects["project_id"], projects["name"], strict=True))
    staged = figures[figures["measure"].isin(MEASURES).to_numpy(dtype=bool)]
    about = staged["project_id"].where(staged["project_id"].notna(), staged["scope"]).astype("object")
    found = []
    for (name, measure), part in staged.groupby([about, staged["measure"].astype("object")], sort=True):
        if len(part) > 1:
            ordered = part.sort_values(["as_of_date", "figure_id"], kind="stable")
            project_id = str(name) if name in names else None
            found.append(Rivalry(str(names.get(name, name)), str(measure), project_id, ordered))
    return tuple(sorted(found, key=lambda rivalry: -len(rivalry.figures)))
