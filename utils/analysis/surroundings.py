"""Which incidents lie around projects: within a radius of a project's recorded point, and which may and may not.

Knows points and how exactly they are known. It must not know filters, nor what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree

from utils.analysis.nearness import positions
from utils.analysis.rings import ring_of
from utils.analysis.yardsticks import USUAL
from utils.tables.vocabularies import GEO_PRECISIONS

Mask = npt.NDArray[np.bool_]

RADIUS = USUAL.radius
"""Kilometres around a project's recorded point."""

EXACT, TOWN, DISTRICT, PROVINCE = GEO_PRECISIONS.labels


def placed(projects: pd.DataFrame) -> pd.DataFrame:
    """The projects that have a point to measure from: a stand-in for a whole district or province is none."""
    pointed = projects["latitude"].notna() & projects["longitude"].notna()
    return projects[pointed & ~projects["geo_precision"].isin((DISTRICT, PROVINCE))]


def around(incidents: pd.DataFrame, projects: pd.DataFrame, names: Sequence[str]) -> tuple[Mask, Mask]:
    """Of each incident whether it lies around any project of those names, and whether that cannot be told."""
    sites = placed(projects)
    sites = sites[sites["name"].isin(names)]
    pointed = (incidents["latitude"].notna() & incidents["longitude"].notna()).to_numpy(dtype=bool)
    coarse = incidents["geo_precision"].astype("str").to_numpy(dtype=object)
    nowhere = ~pointed | (coarse == PROVINCE)
    distance = np.full(len(incidents), np.inf)
    if len(sites) and pointed.any():
        events = incidents[pointed]
        here = positions(events["longitude"], events["latitude"])
        there = positions(sites["longitude"], sites["latitude"])
        distance[pointed] = cKDTree(there).query(here)[0]
    inside = ~nowhere & (coarse != DISTRICT) & (distance <= RADIUS)
    unsure = nowhere | ((coarse == DISTRICT) & (distance <= RADIUS + ring_of(DISTRICT)))
    return inside, unsure
