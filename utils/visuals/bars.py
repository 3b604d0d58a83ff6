"""Incidents by one of their columns: horizontal bars, most first, each with its number.

Knows the frame that `count_by` gives. It must not know which column was counted, nor why.
"""

import textwrap
from dataclasses import dataclass

import altair as alt
import pandas as pd

from utils.visuals import wording
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, rows_of, spec_of

STEP, TALL_STEP = 26, 34
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
    rows = [{**row, "number": wording.number(row["incidents"]), "lines": _broken(row["label"])} for row in rows]
    data = inline(rows, "values")
    axis = alt.Axis(
        labelColor=look.ink,
        labelFontSize=look.text_size,
        labelLineHeight=look.text_size + 1,
        labelLimit=0,
        labelExpr="split(datum.label, '\\n')",
        grid=False,
    )
    scale = alt.Scale(paddingInner=0.3, paddingOuter=0.15)
    y = alt.Y("lines:N", title=None, sort=[row["lines"] for row in rows], axis=axis, scale=scale)
    longest = max(row["incidents"] for row in rows)
    x = alt.X("incidents:Q", axis=None, scale=alt.Scale(domain=[0, longest * ROOM], nice=False))
    colour = alt.Color(
        "kind:N",
        legend=None,
        scale=alt.Scale(domain=["value", "others", "unknown"], range=[look.accent, look.soft, look.quiet]),
    )
    tooltip = [alt.Tooltip("label:N", title="Value"), alt.Tooltip("number:N", title="Incidents")]
    base = alt.Chart(data).encode(x=x, y=y)
    bars = base.mark_bar().encode(color=colour, tooltip=tooltip).properties(name="bars")
    numbers = (
        base.mark_text(align="left", baseline="middle", dx=5, fontSize=look.text_size, fontWeight=600, color=look.ink)
        .encode(text="number:N")
        .properties(name="numbers")
    )
    return layered(bars, numbers)


def _height(ranked: Ranked) -> int:
    tall = any("\n" in _broken(label) for label in ranked.frame["label"])
    return (TALL_STEP if tall else STEP) * len(ranked.frame)


def _broken(label: str) -> str:
    return "\n".join(textwrap.wrap(label, LETTERS, max_lines=LINES, placeholder="…"))
