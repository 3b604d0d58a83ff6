"""Violence near projects, by place and distance; and attacks on foreign nationals and projects, by year.

Knows the frames of exposure and of the series. It must not know how distances are measured.
"""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from utils.analysis.exposure import BANDS, Exposure, count_name
from utils.analysis.foreigners import AT_A_PROJECT, Attacks
from utils.visuals import wording
from utils.visuals.bars import LETTERS, LINES
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of

STEP, LINE, TOP = 36, 14, 12
ROOM = 1.3
"""How far the scale reaches beyond the longest bar, so that its numbers have a place."""

SERIES_HEIGHT = 190
BAND_NAMES = tuple(f"{low}–{high} km" for low, high in BANDS)
NO_DISTRICT = "No district named"


def exposure_picture(places: pd.DataFrame, found: Exposure, look: Look, *, top: int = TOP) -> Picture:
    """The places with most violent incidents near their projects, a bar each, divided by distance."""
    window = found.yardstick.window
    rows = _ranked(places, window)
    title = f"Violent incidents near projects, {wording.number(window)} days to {wording.day(found.as_of)}"
    told, left, calm = rows[:top], rows[top:], len(places) - len(rows)
    subtitle = _subtitle(told, left, calm)
    twin = _twin(rows)
    if not told:
        spec = empty_spec(
            "No violent incident lies near these projects.", Sheet(title, subtitle, 90), look, name="near"
        )
        return Picture("exposure", title, subtitle, f"{title}. None lies near these projects.", twin, spec)
    spec = spec_of(_bars(told, look), Sheet(title, subtitle, STEP * len(told)), look)
    named = [f"{row['label']} {', '.join(map(wording.number, row['counts']))}" for row in told]
    alt_text = f"Bar chart. {title}, within {', '.join(BAND_NAMES)}: {wording.listing(named)}. {subtitle}"
    return Picture("exposure", title, subtitle, alt_text, twin, spec)


def _ranked(places: pd.DataFrame, window: int) -> list[dict[str, Any]]:
    """The places with any, most within the first two bands first."""
    bands = [count_name(window, band) for band in BANDS]
    rows: list[dict[str, Any]] = [
        {
            "label": label if isinstance(label, str) else NO_DISTRICT,
            "projects": len(ids),
            "counts": [int(count) for count in counts],
        }
        for label, ids, *counts in places[["label", "project_ids", *bands]].itertuples(index=False, name=None)
    ]
    rows = [row for row in rows if any(row["counts"])]
    return sorted(rows, key=lambda row: (-row["counts"][0] - row["counts"][1], -row["counts"][2], row["label"]))


def _subtitle(told: list[dict[str, Any]], left: list[dict[str, Any]], calm: int) -> str:
    shades = wording.listing(BAND_NAMES)
    said = [f"By distance to the nearest project of the place, from strong to faint: {shades}."]
    said.append("Distances to roads and railways are to schematic lines.")
    if left:
        said.append(f"{wording.sentence_case(wording.count(len(left), 'more place'))} in the table.")
    if calm and told:
        said.append(f"{wording.sentence_case(wording.count(calm, 'place'))} with none on record.")
    return " ".join(said)


def _twin(rows: list[dict[str, Any]]) -> pd.DataFrame:
    values = [(row["label"], row["projects"], *row["counts"]) for row in rows]
    return pd.DataFrame(values, columns=["Place", "Projects", *BAND_NAMES])


def _bars(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    longest = max(sum(row["counts"]) for row in rows)
    scale = alt.Scale(domain=[0, longest * ROOM], nice=False)
    y = alt.Y("place:O", title=None, axis=None, scale=alt.Scale(paddingInner=0.35, paddingOuter=0.15))
    shades = alt.Scale(domain=list(BAND_NAMES), range=[look.accent, look.soft, look.grid])
    told = (("label", "Place"), ("band", "Distance"), ("said", "Incidents"))
    bars = (
        alt.Chart(inline(_pieces(rows), "bands"), name="bands")
        .mark_bar(stroke=look.quiet, strokeWidth=0.5)
        .encode(
            x=alt.X("from:Q", axis=None, scale=scale),
            x2="to:Q",
            y=y,
            color=alt.Color("band:N", legend=None, scale=shades),
            tooltip=[alt.Tooltip(f"{field}:N", title=name) for field, name in told],
        )
    )
    return layered(bars, *_bar_ends(rows, y, alt.X("end:Q", axis=None, scale=scale), look))


def _pieces(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each band of each place, from where the one before it ends."""
    pieces = []
    for place, row in enumerate(rows):
        start = 0
        for band, count in zip(BAND_NAMES, row["counts"], strict=True):
            shared = {"place": place, "label": row["label"], "band": band, "said": wording.number(count)}
            pieces.append({**shared, "from": start, "to": start + count})
            start += count
    return pieces


def _bar_ends(rows: list[dict[str, Any]], y: alt.Y, x: alt.X, look: Look) -> tuple[alt.Chart, alt.Chart]:
    """The numbers behind each bar, and its label before it."""
    values = [
        {
            "place": place,
            "end": sum(row["counts"]),
            "numbers": " + ".join(map(wording.number, row["counts"])),
            "lines": "\n".join(textwrap.wrap(row["label"], LETTERS, max_lines=LINES, placeholder="…")),
        }
        for place, row in enumerate(rows)
    ]
    text: dict[str, Any] = {"baseline": "middle", "fontSize": look.text_size, "color": look.ink}
    data = inline(values, "ends")
    numbers = alt.Chart(data, name="numbers").mark_text(align="left", dx=6, fontWeight=600, **text)
    raised: dict[str, Any] = {"expr": f"-{LINE / 2} * (length(split(datum.lines, '\\n')) - 1)"}
    labels = alt.Chart(data, name="labels").mark_text(
        align="right", dx=-8, lineHeight=LINE, lineBreak="\n", dy=raised, **text
    )
    return numbers.encode(x=x, y=y, text="numbers:N"), labels.encode(x=alt.value(0), y=y, text="lines:N")


def series_picture(attacks: Attacks, look: Look) -> Picture:
    """Attacks on foreign nationals by nationality, and those on projects, a bar a year with years without any."""
    title = f"Attacks on foreign nationals and on projects, {attacks.first}–{attacks.last}"
    frame = attacks.by_year
    twin = frame.pivot_table(index="year", columns="group", values="incidents", aggfunc="sum", sort=False)
    twin = twin.reindex(columns=list(attacks.groups)).reset_index().rename(columns={"year": "Year"})
    if not attacks.groups:
        subtitle = "None is on record."
        spec = empty_spec(subtitle, Sheet(title, subtitle, 90), look, name="series")
        return Picture("attacks", title, subtitle, f"{title}. {subtitle}", twin, spec)
    totals = [f"{group} {wording.number(attacks.figure(group).value)}" for group in attacks.groups]
    part = f"{attacks.last} runs to {wording.day(attacks.as_of)}."
    subtitle = (
        f"{wording.sentence_case(wording.count(len(attacks.frame), 'incident'))}: {wording.listing(totals)}. {part}"
    )
    per_year = frame.groupby("year")["incidents"].sum()
    told = [f"{year} {wording.number(int(total))}" for year, total in per_year.items() if total]
    spec = spec_of(_years(attacks, look), Sheet(title, subtitle, SERIES_HEIGHT), look)
    alt_text = f"Bar chart. {title}. {subtitle} By year: {wording.listing(told)}; none in the other years."
    return Picture("attacks", title, subtitle, alt_text, twin, spec)


def group_colours(attacks: Attacks, look: Look) -> dict[str, str]:
    """A colour for each group: nationalities in the order of the palette, projects grey."""
    hues = (look.accent, *look.categories)
    colours = {group: hues[place % len(hues)] for place, group in enumerate(attacks.nationalities)}
    return colours | ({AT_A_PROJECT: look.quiet} if AT_A_PROJECT in attacks.groups else {})


def _years(attacks: Attacks, look: Look) -> alt.LayerChart:
    rows, tops, highest = [], [], 0
    for year, part in attacks.by_year.groupby("year", sort=True):
        start = 0
        for group, count in part[["group", "incidents"]].itertuples(index=False, name=None):
            if count:
                rows.append({"year": str(year), "group": group, "from": start, "to": start + count, "said": str(count)})
            start += count
        tops.append({"year": str(year), "top": start, "number": wording.number(start)})
        highest = max(highest, start)
    scale = alt.Scale(domain=[0, max(highest * 1.2, 1)], nice=False)
    colours = group_colours(attacks, look)
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy"))
    axis = alt.Axis(tickMinStep=1, format="d", tickCount=4)
    bars = (
        alt.Chart(inline(rows, "attacks"), name="attacks")
        .mark_bar(stroke=look.surface, strokeWidth=1)
        .encode(
            x=x,
            y=alt.Y("from:Q", title=None, axis=axis, scale=scale),
            y2="to:Q",
            color=alt.Color(
                "group:N",
                scale=alt.Scale(domain=list(colours), range=list(colours.values())),
                legend=alt.Legend(labelLimit=280),
            ),
            tooltip=[alt.Tooltip(f"{field}:N", title=name) for field, name in _TOLD],
        )
    )
    numbers = (
        alt.Chart(inline(tops, "tops"), name="tops")
        .mark_text(baseline="bottom", dy=-4, fontWeight=600, fontSize=look.small_size, color=look.ink)
        .encode(x=x, y=alt.Y("top:Q", scale=scale), text="number:N")
    )
    return layered(bars, numbers)


_TOLD = (("year", "Year"), ("group", "Whom"), ("said", "Incidents"))
