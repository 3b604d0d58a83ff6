"""The reader's choice in words: every dimension in full, and what of a link could not be followed.

Knows filters. It must not know what they leave of the record.
"""

from __future__ import annotations

from collections.abc import Sequence

from utils.analysis.filters import DIMENSIONS, FROM, NEAR, TO, Filters, Ignored, Options
from utils.analysis.surroundings import RADIUS
from utils.briefing.what_ifs import PREFIX, asked_for
from utils.visuals import wording

PERIOD = "Period"
"""What the first of the filter lines is called."""

MOST_IN_TITLE = 3
"""So many choices along one dimension are named in a title, and the others counted: all stand in the filter lines."""

_WITHIN = f"within {RADIUS} km of "

PARAMETERS = {FROM: "a start", TO: "an end"} | {d.parameter: d.label.casefold() for d in DIMENSIONS}


def filter_lines(filters: Filters, options: Options) -> tuple[tuple[str, str], ...]:
    """Each dimension with everything chosen along it, none counted and none left out."""
    whole = filters.start <= options.first and filters.end >= options.last
    period = wording.span(filters.start, filters.end)
    lines = [(PERIOD, f"{period} (the whole record)" if whole else period)]
    for dimension in DIMENSIONS:
        chosen = filters.chosen(dimension)
        lines.append(
            (
                dimension.label,
                wording.listing([options.shown(one) for one in chosen]) if chosen else dimension.everything,
            )
        )
    return tuple(lines)


def selected_in_words(filters: Filters) -> str:
    """What was chosen, as a title ends with it: the first few along each dimension; empty for everything."""
    chosen = ((dimension, filters.chosen(dimension)) for dimension in DIMENSIONS)
    return "; ".join(
        f"{_WITHIN if dimension.column == NEAR else ''}{wording.listing(labels, MOST_IN_TITLE)}"
        for dimension, labels in chosen
        if labels
    )


def ignored_lines(ignored: Sequence[Ignored]) -> tuple[str, ...]:
    """What a link asked for in vain, a sentence each."""
    return tuple(_line(one) for one in ignored)


def _line(ignored: Ignored) -> str:
    if ignored.misnamed:
        return f"“{ignored.parameter}” is no filter; the nearest is “{ignored.nearest}”, which was not applied."
    tried = ignored.parameter.startswith(PREFIX)
    what = asked_for(ignored.parameter) if tried else PARAMETERS[ignored.parameter]
    asked = f"The link asked for {what} “{ignored.value}”, which this edition cannot follow"
    if ignored.nearest is None:
        return f"{asked}."
    if tried or ignored.parameter in (FROM, TO):
        return f"{asked}; {ignored.nearest} was used."
    return f"{asked}; the nearest is “{ignored.nearest}”, which was not applied."
