"""Attacks on foreign nationals and on projects, by year and by whom they hit.

Knows the series. It must not know distances, nor how an attack is recognised.
"""

from __future__ import annotations

import altair as alt

from utils.analysis.foreigners import AT_A_PROJECT, Attacks
from utils.visuals import wording
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of

SERIES_HEIGHT = 190


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
            y2=alt.Y2("to:Q"),
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
        .encode(x=x, y=alt.Y("top:Q", scale=scale), text=alt.Text("number:N"))
    )
    return layered(bars, numbers)


_TOLD = (("year", "Year"), ("group", "Whom"), ("said", "Incidents"))
