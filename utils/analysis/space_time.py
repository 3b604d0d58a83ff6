"""Attacks in space and time: whether near ones follow each other, and which districts had more than their share.

Knows incidents and the two tests of them (method note M2, docs/method.md). It must not know any wording.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.analysis.closeness import Closeness, closeness
from utils.analysis.clusters import Cluster, clusters
from utils.analysis.episodes import MEASURABLE, attacks, is_attack
from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.keeping import answered_once
from utils.analysis.nearness import positions
from utils.analysis.selection import Selection
from utils.analysis.waves import RARE
from utils.editions.edition import Edition

MOST_ATTACKS = 1_500
"""Of more attacks than this a sample is drawn, with a fixed seed."""

SEED = 20_200_401

CONSTANTS: tuple[tuple[str, float, str], ...] = (
    ("Space and time: attacks looked at, at most", MOST_ATTACKS, "our default"),
)


@dataclass(frozen=True)
class Gathering:
    """A cluster of one district: from its first attack's day to its last's, what was expected, and by what chance."""

    district: str
    first: dt.date
    last: dt.date
    incident_ids: tuple[str, ...]
    expected: float
    chance: float

    @property
    def rare(self) -> bool:
        """Whether chance alone seldom brings a cluster as strong, anywhere."""
        return self.chance < RARE

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Attacks, how many were to be expected, and the chance."""
        held = len(self.incident_ids)
        covered = Coverage(held, held)
        return (
            Figure(held, "attacks", "cluster", self.incident_ids, covered),
            Figure(self.expected, "attacks", "cluster-expected", self.incident_ids, covered),
            Figure(self.chance, "chance", "cluster-chance", self.incident_ids, covered),
        )


@dataclass(frozen=True, eq=False)
class SpaceTime:
    """What was found: `near` of the attacks in `placed`, `gatherings` of those in `used`; what could not be used.

    `every` is how many attacks could be used before a sample was drawn of them.
    """

    near: Closeness | None
    placed: tuple[str, ...]
    gatherings: tuple[Gathering, ...]
    shuffles: int
    used: tuple[str, ...]
    left_out: tuple[str, ...]
    every: int

    @property
    def closer(self) -> bool:
        """Whether more near attacks follow each other than chance seldom exceeds."""
        return self.near is not None and self.near.chance < RARE and self.near.observed > self.near.expected

    @property
    def sampled(self) -> bool:
        """Whether only a sample of the attacks was looked at."""
        return self.every > len(self.used)


def space_time(selection: Selection) -> SpaceTime:
    """Both tests over the selection's attacks that are dated to the day and placed in a district; worked out once."""
    return _found(selection.edition, selection.incident_ids)


@answered_once(32)
def _found(edition: Edition, ids: tuple[str, ...]) -> SpaceTime:
    every = edition.dataset.incidents
    incidents = every[every["incident_id"].isin(ids).to_numpy()]
    usable = attacks(incidents)
    dropped = incidents[~usable & is_attack(incidents)]
    kept = _sample(incidents[usable])
    points = kept[kept["geo_precision"].isin(MEASURABLE).to_numpy() & kept["latitude"].notna().to_numpy()]
    near = closeness(positions(points["longitude"], points["latitude"]), _days(points))
    areas, names = pd.factorize(kept["admin2"].astype("str"), sort=True)
    found, shuffles = clusters(areas.astype("int64"), _days(kept)) if len(kept) else ((), 0)
    return SpaceTime(
        near,
        ids_of(points["incident_id"]),
        tuple(_gathering(one, kept, str(names[one.area])) for one in found),
        shuffles,
        ids_of(kept["incident_id"]),
        ids_of(dropped["incident_id"]),
        int(usable.sum()),
    )


def _sample(kept: pd.DataFrame) -> pd.DataFrame:
    if len(kept) <= MOST_ATTACKS:
        return kept
    drawn = np.random.default_rng(SEED).choice(len(kept), MOST_ATTACKS, replace=False)
    return kept.iloc[np.sort(drawn)]


def _days(rows: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return rows["start_date"].to_numpy("datetime64[D]").astype("int64")


def _gathering(one: Cluster, kept: pd.DataFrame, district: str) -> Gathering:
    rows = kept.iloc[one.rows]
    first, last = rows["start_date"].min().date(), rows["start_date"].max().date()
    return Gathering(district, first, last, ids_of(rows["incident_id"]), one.expected, one.chance)
