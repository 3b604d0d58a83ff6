"""Who signals to whom, as a matrix.

Knows the frame of pairs. It must not know single signals, nor any map.
"""

from typing import Any

import altair as alt
import pandas as pd

from utils.analysis.stances import TONES
from utils.visuals import wording
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of

CELL, EMPTY_HEIGHT = 34, 90
MATRIX = "Who signals to whom"

DARK_CELL = 0.55
"""From this share of the fullest cell on, its number is written in the colour of the ground."""


def matrix_picture(pairs: pd.DataFrame, look: Look) -> Picture:
    """Parties by addressees: how many signals, fuller where there are more."""
    total = int(pairs["signals"].sum())
    subtitle = (
        f"{wording.sentence_case(wording.count(total, 'signal'))}. Rows: who signals. Columns: towards whom. "
        "The fuller the cell, the more signals; an empty cell: none on record."
    )
    twin = pair_table(pairs)
    if pairs.empty:
        spec = empty_spec("No signal is on record here.", Sheet(MATRIX, "", EMPTY_HEIGHT), look, name="matrix")
        return Picture("who-to-whom", MATRIX, subtitle, f"{MATRIX}: no signal is on record here.", twin, spec)
    height = CELL * pairs["party"].nunique() + 6
    spec = spec_of(_matrix(pairs, look), Sheet(MATRIX, subtitle, height), look)
    told = [
        f"{row['party']} to {row['counterpart']} {wording.number(row['signals'])}" for row in pairs.to_dict("records")
    ]
    return Picture("who-to-whom", MATRIX, subtitle, f"Matrix. {MATRIX}: {wording.listing(told)}.", twin, spec)


def pair_table(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs as people read them: who, towards whom, how many, by tone, first to last day, latest tone."""
    columns: dict[str, Any] = {
        "Who": pairs["party"],
        "Towards": pairs["counterpart"],
        "Signals": [wording.number(total) for total in pairs["signals"]],
    }
    columns |= {wording.sentence_case(tone): [wording.number(n) for n in pairs[tone]] for tone in TONES}
    columns["First to last"] = [
        wording.span(first.date(), last.date()) for first, last in zip(pairs["first"], pairs["last"], strict=True)
    ]
    columns["Latest tone"] = pairs["latest"]
    return pd.DataFrame(columns)


def _matrix(pairs: pd.DataFrame, look: Look) -> alt.LayerChart:
    most = int(pairs["signals"].max())
    parties = _most_first(pairs, "party")
    towards = _most_first(pairs, "counterpart")
    rows = [_cell(row, most) for row in pairs.to_dict("records")]
    data = inline(rows, "pairs")
    x = alt.X(
        "towards:N", title=None, sort=towards, axis=alt.Axis(orient="top", labelAngle=-35, labelLimit=110, domain=False)
    )
    y = alt.Y("party:N", title=None, sort=parties, axis=alt.Axis(grid=False, labelLimit=110, labelColor=look.ink))
    shade = alt.Opacity("share:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[0.12, 1]))
    tooltip = [alt.Tooltip("said:N", title=" ")]
    cells = alt.Chart(data, name="cells").mark_rect(color=look.accent, stroke=look.surface, strokeWidth=2)
    numbers = alt.Chart(data, name="numbers").mark_text(fontSize=look.text_size, fontWeight=600)
    ink = alt.condition("datum.full", alt.value(look.surface), alt.value(look.ink))
    return layered(
        cells.encode(x=x, y=y, opacity=shade, tooltip=tooltip),
        numbers.encode(x=x, y=y, text=alt.Text("number:N"), color=ink, tooltip=tooltip),
    )


def _most_first(pairs: pd.DataFrame, column: str) -> list[str]:
    totals = {str(name): int(part["signals"].sum()) for name, part in pairs.groupby(column, sort=True)}
    return sorted(totals, key=lambda name: -totals[name])


def _cell(row: dict[Any, Any], most: int) -> dict[str, Any]:
    tones = [f"{wording.number(row[tone])} {tone}" for tone in TONES if row[tone]]
    share = row["signals"] / most
    return {
        "party": row["party"],
        "towards": row["counterpart"],
        "share": round(share, 3),
        "full": share >= DARK_CELL,
        "number": wording.number(row["signals"]),
        "said": f"{row['party']} towards {row['counterpart']}: {wording.listing(tones)}",
    }
