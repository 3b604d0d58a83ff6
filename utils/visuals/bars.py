"""Incidents by one of their columns: horizontal bars, most first, each with its number.

Knows the frame that `count_by` gives. It must not know which column was counted, nor why.
"""

import textwrap
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from utils.visuals import wording
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, rows_of, spec_of, x_at

STEP, TALL_STEP, LINE = 26, 34, 14
TOP = 12
UNKNOWN = "unknown"
"""The label under which some lists let a row say that it does not know; it counts with the rows that give none."""

ROOM = 1.12
"""How far the scale reaches beyond the longest bar, so that its number has a place."""

LETTERS, LINES = 25, 2
"""A label's longest line, and its most lines; beyond them it is cut, and whole in the tooltip and the table."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """What is drawn: label, incidents and kind (value, others, unknown) by row; `others` were summed into one row."""

    frame: pd.DataFrame
    others: int

    @property
    def total(self) -> int:
        """How many incidents all rows hold."""
        return int(self.frame["incidents"].sum())

    @property
    def unknown(self) -> int:
        """How many incidents give no value."""
        return int(self.frame.loc[self.frame["kind"] == "unknown", "incidents"].sum())


def bars_picture(  # noqa: PLR0913  # every one is a different thing to say
    frame: pd.DataFrame, *, name: str, title: str, period: str, look: Look, top: int = TOP
) -> Picture:
    """The frame's most frequent values as bars, the rest summed in one, and the rows that give none at the end."""
    ranked = _ranked(frame, top)
    subtitle = _subtitle(ranked, period)
    if not ranked.total:
        spec = empty_spec("No incident is selected.", Sheet(title, subtitle, 90), look, name=name)
    else:
        spec = spec_of(_chart(ranked, look), Sheet(title, subtitle, _height(ranked)), look)
    twin = ranked.frame[["label", "incidents"]].rename(columns={"label": "Value", "incidents": "Incidents"})
    return Picture(name, title, subtitle, _alt_text(ranked, title, period), twin, spec)


def _ranked(frame: pd.DataFrame, top: int) -> Ranked:
    given = frame["known"].astype(bool) & (frame["label"].str.casefold() != UNKNOWN)
    known, unknown = frame[given], frame[~given]
    shown = known if len(known) <= top + 1 else known.head(top)  # one more row says more than "1 other"
    left = known.iloc[len(shown) :]
    rows = [(wording.sentence_case(label), total, "value") for label, total in _counted(shown)]
    if len(left):
        rows.append((wording.count(len(left), "other"), int(left["incidents"].sum()), "others"))
    if len(unknown):
        label = wording.sentence_case(str(unknown["label"].iloc[-1]))  # the dimension's own words come last
        rows.append((label, int(unknown["incidents"].sum()), "unknown"))
    return Ranked(pd.DataFrame(rows, columns=["label", "incidents", "kind"]), len(left))


def _counted(frame: pd.DataFrame) -> list[tuple[str, int]]:
    return [(str(label), int(total)) for label, total in zip(frame["label"], frame["incidents"], strict=True)]


def _subtitle(ranked: Ranked, period: str) -> str:
    said = f"{wording.sentence_case(wording.count(ranked.total, 'incident'))}, {period}"
    if ranked.unknown:
        give = "gives" if ranked.unknown == 1 else "give"
        said += f"; of these, {wording.number(ranked.unknown)} {give} no value (grey)"
    return f"{said}."


def _alt_text(ranked: Ranked, title: str, period: str) -> str:
    if not ranked.total:
        return f"{title}, {period}: no incident is selected."
    words = [f"{label} {wording.number(total)}" for label, total in _counted(ranked.frame)]
    return f"Bar chart. {title}, {period}: {wording.listing(words)}, of {wording.count(ranked.total, 'incident')}."


def _chart(ranked: Ranked, look: Look) -> alt.LayerChart:
    rows = rows_of(ranked.frame)
    rows = [
        {**row, "place": place, "number": wording.number(row["incidents"]), "lines": "\n".join(_broken(row["label"]))}
        for place, row in enumerate(rows)
    ]
    data = inline(rows, "values")
    y = alt.Y("place:O", title=None, axis=None, scale=alt.Scale(paddingInner=0.3, paddingOuter=0.15))
    longest = max(row["incidents"] for row in rows)
    x = alt.X("incidents:Q", axis=None, scale=alt.Scale(domain=[0, longest * ROOM], nice=False))
    colour = alt.Color(
        "kind:N",
        legend=None,
        scale=alt.Scale(domain=["value", "others", "unknown"], range=[look.accent, look.soft, look.quiet]),
    )
    tooltip = [alt.Tooltip("label:N", title="Value"), alt.Tooltip("number:N", title="Incidents")]
    text: dict[str, Any] = {"baseline": "middle", "fontSize": look.text_size, "color": look.ink}
    bars = alt.Chart(data, name="bars").mark_bar().encode(x=x, y=y, color=colour, tooltip=tooltip)
    numbers = alt.Chart(data, name="numbers").mark_text(align="left", dx=5, fontWeight=600, **text)
    labels = alt.Chart(data, name="labels").mark_text(
        align="right",
        dx=-8,
        lineHeight=LINE,
        lineBreak="\n",
        dy={"expr": f"-{LINE / 2} * (length(split(datum.lines, '\\n')) - 1)"},
        **text,
    )
    return layered(
        bars,
        numbers.encode(x=x, y=y, text=alt.Text("number:N")),
        labels.encode(x=x_at(0), y=y, text=alt.Text("lines:N")),
    )


def _height(ranked: Ranked) -> int:
    tall = any(len(_broken(label)) > 1 for label in ranked.frame["label"])
    return (TALL_STEP if tall else STEP) * len(ranked.frame)


def _broken(label: str) -> list[str]:
    return textwrap.wrap(label, LETTERS, max_lines=LINES, placeholder="…")
