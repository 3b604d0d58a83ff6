"""What lies near projects summed up for reading: by district, apart where a place is coarse, and along drawn lines.

Knows exposure and how well the place of a project is known. It must not know how exposure is worked out or drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from utils.analysis.exposure import NOWHERE, ON_LINE, Exposure, band_of, count_name
from utils.analysis.figures import ids_of
from utils.analysis.nearness import Indices
from utils.analysis.yardsticks import BANDS
from utils.tables.vocabularies import SITE_PRECISIONS

_EXACT, _TOWN, DISTRICT_WIDE, _PROVINCE, CORRIDOR = SITE_PRECISIONS.labels
ROUGH = (DISTRICT_WIDE, CORRIDOR)
"""Places of projects so coarse that the distance from their point says little: chances stand in for counts."""

LINE_BANDS = ((0, 20), (20, 50))
"""Kilometres from a line drawn by hand, which is good to about ten: a narrower band would say more than is known."""

CONSTANTS = (
    (
        "Bands along a drawn line",
        "0–20 and 20–50 km, and the first per 100 km of line",
        "our choice: lines are sketches",
    ),
    ("Placed roughly", "a project known to its district, or by one spot of a line", "our choice"),
)
"""Name, value and source of what is set here, for the method page and the briefing."""

LINE, PRECISE, VAGUE = "line", "precise", "vague"
"""How well the place of a group of projects is known: by a drawn line, by a spot or a town, or more coarsely."""


def by_place(exposure: Exposure, projects: pd.DataFrame) -> pd.DataFrame:
    """By district the incidents of the window by distance; projects placed coarsely, and drawn lines, apart.

    label, kind (`LINE`, `PRECISE`, `VAGUE`), project_ids, and a count for each band under the window's `count_name`:
    of the distances to the nearest of the place's projects, so that each incident counts once a place. A line is
    labelled by its project; projects without a district share the label None. Those with a precise place first, then
    those with most incidents, by band.
    """
    window = exposure.yardstick.window
    columns = projects[["project_id", "name", "admin2", "geo_precision"]]
    rows = exposure.of(projects["project_id"]).reset_index().merge(columns, on="project_id")
    rows = rows[(rows["placed"] != NOWHERE).to_numpy()]
    on_line = (rows["placed"] == ON_LINE).to_numpy(dtype=bool)
    rough = rows["geo_precision"].isin(ROUGH).to_numpy(dtype=bool)
    kinds = np.select([on_line, rough], [LINE, VAGUE], PRECISE)
    labels = rows["name"].astype("object").where(on_line, rows["admin2"].astype("object"))
    counted = []
    for (kind, label), part in rows.groupby([kinds, labels], dropna=False, sort=True):
        totals = _closest(exposure, part["index"].tolist(), window)
        counts = {count_name(window, band): int(total) for band, total in zip(BANDS, totals, strict=False)}
        shown = label if isinstance(label, str) else None
        counted.append({"label": shown, "kind": kind, "project_ids": ids_of(part["project_id"]), **counts})
    bands = [count_name(window, band) for band in BANDS]
    frame = pd.DataFrame(counted, columns=["label", "kind", "project_ids", *bands])
    order = frame.assign(order=frame["kind"].map({PRECISE: 0, VAGUE: 1, LINE: 2}))
    order = order.sort_values(["order", *bands], ascending=[True, *[False] * len(bands)], kind="stable")
    return order.drop(columns="order").reset_index(drop=True)


def _closest(exposure: Exposure, places: Sequence[int], window: int) -> Indices:
    """The incidents of the window by band of the distance to the nearest of the projects, what lies beyond last."""
    closest = np.full(len(exposure.counted), np.inf)
    for around in (exposure.around[place] for place in places):
        closest[around.rows] = np.minimum(closest[around.rows], around.far)
    counts: Indices = np.bincount(band_of(closest[exposure.oldest < window]), minlength=len(BANDS) + 1)
    return counts


def along_lines(exposure: Exposure) -> pd.DataFrame:
    """By drawn line, the incidents of the window in each of `LINE_BANDS`, and those of the first for each 100 km.

    name, km (the line's length), within and beyond (incidents in the first band and the second), rate. Highest rate
    first. Lines share stretches, so that their rows are not added.
    """
    inner, middle, outer = (exposure.routes[count_name(exposure.yardstick.window, band)] for band in BANDS)
    frame = exposure.routes[["name", "km"]].assign(within=inner + middle, beyond=outer)
    rated = frame.assign(rate=100 * frame["within"].astype(float) / frame["km"].astype(float))
    return rated.sort_values(["rate", "beyond"], ascending=False, kind="stable", ignore_index=True)
