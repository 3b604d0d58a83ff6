"""A count against what was usual before it: always with its base, its interval and what chance alone brings.

Knows how a comparison is worded. It must not know how it is worked out. No percentage stands alone.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator

from utils.analysis.baseline import RECENT_DAYS, Verdict
from utils.analysis.figures import Coverage, Figure
from utils.analysis.windows import Change, change_of, changes_by, weekly_limits
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.visuals import wording

MOST = 3
"""More districts than these are counted, not named."""

WEEK = dt.timedelta(days=6)
"""From a week's first day to its last."""

JUDGED = "How that is judged"
"""The label of the sentence with base, limit and ratio."""

LONG = 35
"""A period of more days is also told by its last four weeks."""


def changes(material: Material) -> Iterator[Sentence]:
    """The period, its last four weeks, its weeks and its districts, each against what was usual before."""
    whole = material.change
    yield from period(material, whole, "change.period")
    if whole.days > LONG:
        yield from period(material, change_of(material.selection, RECENT_DAYS), "change.last-weeks")
    yield from weeks(material)
    if whole.comparison.enough:
        yield from districts(material)


def period(material: Material, change: Change, rule: str) -> Iterator[Sentence]:
    """How many incidents began in it and what earlier periods of its length had; under it how that is judged."""
    told = change.comparison
    when = f"{'on' if change.days == 1 else 'in'} {wording.span(change.start, change.end)}"
    if change.part and not change.held_back:
        when += " (where the record ends)"
    if change.held_back:
        when += " (where the weeks begin of which reports still come in)"
    figures, sources = rounded(change.figures), _sources(material, change)
    text = f"{_begun(change)} {when}{_against(change)}.{_caution(material, change)}"
    yield Sentence(text, rule, figures, sources, change.basis)
    if told.enough:
        yield Sentence(_judged(change), f"{rule}-judged", figures, (), change.basis, label=JUDGED, under=True)


def _begun(change: Change) -> str:
    count = change.comparison.count
    if change.comparison.verdict is Verdict.LIMITED and count < 2:
        return f"{'Only 1' if count else 'No'} incident on record began"
    return f"{wording.sentence_case(wording.count(count, 'incident'))} began"


def _caution(material: Material, change: Change) -> str:
    """What denser or thinner recording has to do with it, in a sentence of its own; empty where nothing."""
    thin = material.about.dense_to
    few = change.comparison.verdict is Verdict.LIMITED
    if (few or _recorded(change)) and change.density < 0 and thin is not None and thin < change.start:
        return f" The record is thin after {wording.day(thin)}, so this does not show that violence fell."
    if not _recorded(change):
        return ""
    return f" Part of the {'rise' if change.density > 0 else 'fall'} is that this period was recorded " + (
        "more closely." if change.density > 0 else "less closely."
    )


def usual(change: Change) -> str:
    """What earlier periods had, in a few words for the number strip; empty where there are too few of them."""
    told = change.comparison
    if not told.enough:
        return ""
    spread = wording.number_range(min(told.earlier), max(told.earlier))
    return f"earlier periods of that length had {spread}{_recorded(change)}"


def _recorded(change: Change) -> str:
    """That a difference is partly one of recording, where the window is recorded more or less densely than before."""
    told = change.comparison
    if not told.enough or (told.count - told.mean) * change.density <= 0:
        return ""
    return f"; part of the difference is {'denser' if change.density > 0 else 'thinner'} recording"


def rounded(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures as they are printed: to one decimal, ratios above ten whole."""
    return tuple(
        Figure(_print(f.value), f.unit, f.method, f.basis, f.coverage, _print(f.low), _print(f.high)) for f in figures
    )


def _print(value: float | None) -> float | None:
    if value is None:
        return None
    return float(round(value)) if abs(value) >= 100 else round(value, 1)


def _against(change: Change) -> str:
    told = change.comparison
    earlier = wording.count(len(told.earlier), "earlier period")
    if told.verdict is Verdict.TOO_FEW:
        return f"; the record holds {earlier} of that length, too few to compare"
    spread = wording.number_range(min(told.earlier), max(told.earlier))
    verdict = "" if told.verdict is Verdict.LIMITED else f", {told.verdict}"
    return f"{verdict}: {earlier} of the same length had {spread}"


def _judged(change: Change) -> str:
    """The base, the limit and the ratio with its interval, as far as they can be told."""
    told = change.comparison
    mean = _print(told.mean)
    average = f"had {wording.number(mean)} on average" if mean else "had next to none on average"
    heavy = wording.number(told.outbreaks) if told.outbreaks > 1 else "one"
    weighed = f", with less weight on the {heavy} far above the others" if told.outbreaks else ""
    base = f"the earlier periods go back to {wording.day(change.since)} and {average}{weighed}"
    if told.verdict is Verdict.LIMITED:
        return f"{wording.sentence_case(base)}; with so few, no more is judged."
    chance = f"{base}; chance alone passes {wording.number(_print(told.limit))} in at most one such period of twenty"
    if not told.tells_ratio:
        return f"{wording.sentence_case(chance)}; they are too uneven for a ratio."
    ratio, low, high = (wording.number(_print(value)) for value in told.ratio)
    return f"{wording.sentence_case(chance)}; this is {ratio} times the average (interval {low}–{high})."


def weeks(material: Material) -> Iterator[Sentence]:
    """Which weeks of the period stand above the limit that the year before them sets."""
    frame = weekly_limits(material.selection)
    known = frame[frame["limit"].notna()]
    if len(known) < 2:
        return
    above = known[known["above"].to_numpy(dtype=bool)]
    covered = Coverage(len(known), len(frame))
    every = Figure(len(known), "weeks", "weekly-limits", (), covered)
    count = Figure(len(above), "weeks", "weeks-above-limit", (), covered)
    part = " (the last one a part)" if bool(known["part"].iloc[-1]) else ""
    opening = f"Of {wording.count(len(known), 'week')}{part}, "
    limit = "above the limit that the year before it sets"
    if above.empty:
        yield Sentence(f"{opening}none stands {limit}.", "change.weeks", (every, count))
        return
    shown = above.sort_values(["incidents", "start"], ascending=[False, True], kind="stable").head(MOST)
    told = [_week(row["start"].date(), int(row["incidents"]), float(row["limit"])) for _, row in shown.iterrows()]
    left = Figure(len(above) - len(shown), "weeks", "left-over")
    named = [text for text, _ in told] + ([wording.count(int(left.value or 0), "other")] if left.value else [])
    verb = "stands" if len(above) == 1 else "stand"
    text = f"{opening}{wording.number(len(above))} {verb} {limit}: {wording.listing(named)}."
    yield Sentence(text, "change.weeks", (every, count, left, *(figure for _, figure in told)))


def _week(start: dt.date, incidents: int, limit: float) -> tuple[str, Figure]:
    below = math.floor(limit * 10) / 10  # never rounded up to the count that has passed it
    figure = Figure(incidents, "incidents", "weekly-limits", (), Coverage(0, 0), below)
    numbers = f"({wording.number(figure.value)}, limit {wording.number(figure.low)})"
    return f"{wording.span(start, start + WEEK)} {numbers}", figure


def districts(material: Material) -> Iterator[Sentence]:
    """Which districts stand above what was usual for them."""
    by_district = changes_by(material.selection, "admin2")
    if len(by_district) < 2:
        return
    above = {name: change for name, change in by_district.items() if change.comparison.verdict is Verdict.ABOVE}
    basis = tuple(name for change in above.values() for name in change.basis)
    covered = Coverage(len(by_district), len(by_district))
    every = Figure(len(by_district), "districts", "districts-with-incidents", (), covered)
    count = Figure(len(above), "districts", "districts-above-limit", basis, covered)
    opening = f"Of {wording.count(len(by_district), 'district')} with an incident, "
    if not above:
        yield Sentence(f"{opening}none stands above its own limit.", "change.districts", (every, count))
        return
    counts = [Figure(change.comparison.count, "incidents", "count-begun", change.basis) for change in above.values()]
    named = [f"{name} ({wording.number(figure.value)})" for name, figure in zip(above, counts, strict=True)]
    left = Figure(max(0, len(above) - MOST), "districts", "left-over")
    verb = "stands above its" if len(above) == 1 else "stand above their"
    text = f"{opening}{wording.number(len(above))} {verb} own limit: {wording.listing(named, MOST)}."
    sources = material.sources_of(material.incidents[material.incidents["incident_id"].isin(basis).to_numpy()])
    yield Sentence(text, "change.districts", (every, count, left, *counts), sources, basis)


def _sources(material: Material, change: Change) -> tuple[str, ...]:
    held = material.incidents["incident_id"].isin(change.basis).to_numpy()
    return material.sources_of(material.incidents[held])
