"""One wave: which of its districts was hit on which day, with the days around it.

Knows a wave and its incidents. It must not know how waves are found.
"""

import datetime as dt
from typing import Any

import altair as alt
import pandas as pd

from utils.analysis.waves import Wave
from utils.visuals import wording
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, inline, layered, spec_of

ROW, HEAD = 24, 20
AROUND = 3
"""Days shown before and after the wave."""

SMALLEST, SIZE = 60, 420
"""The areas of the smallest and the largest circle, in square pixels."""

TOLD = (("district", "District"), ("when", "Day"), ("attacks", "Attacks"), ("linked", "Linked"))
"""What a circle tells when it is pointed at."""


def wave_picture(wave: Wave, attacks: pd.DataFrame, look: Look) -> Picture:
    """Districts by days, a circle for the attacks begun there and then, sized and numbered by their count.

    `attacks` are incidents that could belong: those of the wave are drawn full, others of its districts hollow.
    """
    first, last = wave.first - dt.timedelta(days=AROUND), wave.last + dt.timedelta(days=AROUND)
    cells = _cells(wave, attacks, first, last)
    name = f"wave-{wave.first.isoformat()}-{len(wave.incident_ids)}"
    title = f"Attacks by district and day, {wording.span(first, last)}"
    subtitle = (
        f"{wording.sentence_case(wording.count(len(wave.incident_ids), 'linked attack'))} in "
        f"{wording.count(len(wave.districts), 'district')}. ● so many began; ○ not linked to them."
    )
    twin = cells.rename(columns={"district": "District", "when": "Day", "attacks": "Attacks", "linked": "Linked"})
    told = wording.listing([f"{row.district} {row.when} {row.attacks}" for row in cells.itertuples()])
    spec = spec_of(_chart(cells, first, last, look), Sheet(title, subtitle, HEAD + ROW * len(wave.districts)), look)
    twin = twin[["District", "Day", "Attacks", "Linked"]]
    return Picture(name, title, subtitle, f"Grid of districts and days. {title}. {subtitle} {told}.", twin, spec)


def _cells(wave: Wave, attacks: pd.DataFrame, first: dt.date, last: dt.date) -> pd.DataFrame:
    days = attacks["start_date"]
    near = (days >= pd.Timestamp(first)) & (days <= pd.Timestamp(last)) & attacks["admin2"].isin(wave.districts)
    rows = attacks[near.to_numpy()]
    held = set(wave.incident_ids)
    told = pd.DataFrame(
        {
            "district": rows["admin2"].astype("str").to_numpy(),
            "day": rows["start_date"].dt.date.to_numpy(),
            "linked": ["yes" if name in held else "no" for name in rows["incident_id"]],
        }
    )
    counted = told.groupby(["district", "day", "linked"]).size().reset_index(name="attacks")
    counted["when"] = [wording.day(day) for day in counted["day"]]
    return counted


def _chart(cells: pd.DataFrame, first: dt.date, last: dt.date, look: Look) -> alt.LayerChart:
    order = list(cells.groupby("district")["attacks"].sum().sort_values(ascending=False, kind="stable").index)
    days = [wording.short_day(first + dt.timedelta(days=n)) for n in range((last - first).days + 1)]
    rows = [_row(row) for row in cells.to_dict("records")]
    top = alt.Axis(orient="top", labelAngle=0, grid=False, labelOverlap="greedy")
    x = alt.X("day:O", title=None, sort=days, scale=alt.Scale(domain=days), axis=top)
    side = alt.Axis(grid=True, labelLimit=140)
    y = alt.Y("district:N", title=None, sort=order, scale=alt.Scale(domain=order), axis=side)
    largest = max(2, *(row["attacks"] for row in rows))
    size = alt.Size("attacks:Q", legend=None, scale=alt.Scale(range=[SMALLEST, SIZE], domain=[1, largest]))
    tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in TOLD]
    data = inline(rows, "cells")
    circles = alt.Chart(data, name="cells").mark_point(
        shape="circle",
        strokeWidth=1.6,
        opacity=1,
        color=look.accent,
        fill={"expr": f"datum.linked == 'yes' ? '{look.accent}' : '{look.surface}'"},
    )
    numbers = (
        alt.Chart(data, name="numbers")
        .transform_filter("datum.attacks > 1")
        .mark_text(
            fontSize=look.small_size - 1,
            fontWeight=600,
            color={"expr": f"datum.linked == 'yes' ? '{look.surface}' : '{look.ink}'"},
        )
    )
    return layered(
        circles.encode(x=x, y=y, size=size, tooltip=tooltip),
        numbers.encode(x=x, y=y, text=alt.Text("attacks:Q")),
    )


def _row(cell: dict[Any, Any]) -> dict[str, Any]:
    return {
        "district": cell["district"],
        "day": wording.short_day(cell["day"]),
        "when": cell["when"],
        "attacks": int(cell["attacks"]),
        "linked": cell["linked"],
    }
