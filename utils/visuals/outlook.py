"""The futures as pictures: how likely each is, what one indicator would change, what the evidence holds against each.

Knows the outlook and the evidence matrix. It must not know how either was worked out.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from utils.analysis.evidence_matrix import FIT_VALUES, Matrix
from utils.analysis.likelihood import Scale
from utils.analysis.outlook import Outlook, Shift
from utils.analysis.scenarios import Scenario
from utils.visuals import chances, wording
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, Spec, empty_spec
from utils.visuals.tracks import (
    BAR,
    DIAMOND,
    DOT,
    DOWN,
    SPAN,
    STRONG_BAR,
    TICK,
    UP,
    Mark,
    Track,
    tracks_spec,
)

EMPTY_HEIGHT = 90
NOT_SET = "not set"
STRONGLY = "strongly inconsistent"


def likelihood_picture(outlook: Outlook, scale: Scale, look: Look) -> Picture:
    """Each scenario's likelihood on the scale, with its starting value, its reach and the analysts' own number."""
    title = "How likely each future is"
    every, known = len(outlook.indicators), len(outlook.known)
    by = f", by {wording.day(outlook.horizon)}" if outlook.horizon else ""
    subtitle = (
        f"Percent{by}, as of {wording.day(outlook.as_of)}, from starting values and {known} of "
        f"{wording.count(every, 'warning sign')} that are known. Dot: what follows from them. Pale line: what it would "
        f"be if any one sign changed. Upright line: starting value. Ticks: where the words of {scale.name} change."
    )
    if outlook.flipped:
        subtitle = f"As tried out, not as recorded. {subtitle}"
    if outlook.owned:
        subtitle += " Diamond: the analysts' own likelihood."
    twin = pd.DataFrame([_likelihood_row(outlook, scale, place) for place in range(len(outlook.scenarios))])
    spec = _likelihood_spec(outlook, scale, Sheet(title, subtitle, EMPTY_HEIGHT), look)
    return Picture("likelihoods", title, subtitle, _likelihood_alt(outlook, scale), twin, spec)


def _likelihood_spec(outlook: Outlook, scale: Scale, sheet: Sheet, look: Look) -> Spec:
    if not outlook.likelihoods:
        return empty_spec(_why_none(outlook), sheet, look, name="likelihoods")
    tracks = [_likelihood_track(outlook, scale, place) for place in range(len(outlook.scenarios))]
    cuts = [100 * band.begins for band in scale.bands[1:]]
    return tracks_spec(tracks, sheet, look, ticks=cuts, top=100)


def _why_none(outlook: Outlook) -> str:
    return " ".join(fault.text for fault in outlook.faults if fault.stops)


def _likelihood_track(outlook: Outlook, scale: Scale, place: int) -> Track:
    scenario, probability = outlook.scenarios[place], outlook.likelihoods[place]
    low, high = outlook.reach(place)
    told = f"{scenario.name}: {chances.percent_on(scale, probability)}, {chances.told(outlook, scale, place)}"
    spread = f"{scenario.name}: {chances.percent_range(low, high)} when any one sign changes"
    marks = [
        Mark(SPAN, 100 * low, 100 * high, spread),
        Mark(TICK, _given(scenario.prior), _given(scenario.prior), f"Starting value: {_set(scenario.prior)}"),
        Mark(DOT, 100 * probability, 100 * probability, told),
    ]
    if scenario.own is not None:
        marks.append(Mark(DIAMOND, scenario.own, scenario.own, f"Analysts' own: {_set(scenario.own)}"))
    return Track(told, tuple(marks))


def _given(prior: float | None) -> float:
    if prior is None:
        raise ValueError("a likelihood without a prior")
    return prior


def _likelihood_row(outlook: Outlook, scale: Scale, place: int) -> dict[str, str]:
    scenario = outlook.scenarios[place]
    told = {"Scenario": scenario.name, "Starting value": _set(scenario.prior), "Likelihood": wording.NOT_KNOWN}
    told |= {"In words": wording.NOT_KNOWN, "When one sign changes": wording.NOT_KNOWN}
    if outlook.likelihoods:
        probability = outlook.likelihoods[place]
        told["Likelihood"] = chances.percent_on(scale, probability)
        told["In words"] = chances.told(outlook, scale, place)
        told["When one sign changes"] = chances.percent_range(*outlook.reach(place))
    return {**told, "Analysts' own": _set(scenario.own)} if outlook.owned else told


def _set(percent: float | None) -> str:
    return NOT_SET if percent is None else chances.percent(percent / 100)


def _likelihood_alt(outlook: Outlook, scale: Scale) -> str:
    if not outlook.likelihoods:
        return f"No likelihoods are drawn. {_why_none(outlook)}"
    told = [
        f"{scenario.name} {chances.percent(p)}, {chances.told(outlook, scale, place)}, from {_set(scenario.prior)}"
        for scenario, p in outlook.ranked
        for place in (outlook.scenarios.index(scenario),)
    ]
    return f"Likelihoods of {wording.count(len(told), 'future')}, the likeliest first: {'; '.join(told)}."


def shift_picture(outlook: Outlook, scenario: Scenario, look: Look) -> Picture:
    """What the scenario's likelihood would be if each indicator were seen, or looked for and not seen."""
    place = outlook.scenarios.index(scenario)
    title = f"What would change this: {scenario.name}"
    name = f"shifts-{scenario.order}"
    by_indicator = _by_indicator(outlook.shifts, place)
    if not by_indicator:
        subtitle = "No likelihood follows, or no indicator is on record."
        spec = empty_spec(subtitle, Sheet(title, "", EMPTY_HEIGHT), look, name=name)
        return Picture(name, title, subtitle, f"{title}: {subtitle}", pd.DataFrame(), spec)
    now = outlook.likelihoods[place]
    subtitle = (
        f"Percent, {chances.percent(now)} now (dashed). ▲ if the indicator were seen today, ▽ if it were looked "
        "for and not there. The indicators that move most come first."
    )
    tracks = [_shift_track(shifts, place, now) for shifts in by_indicator]
    sheet = Sheet(title, subtitle, EMPTY_HEIGHT)
    spec = tracks_spec(tracks, sheet, look, ticks=[0, 25, 50, 75, 100], top=100, rule=100 * now)
    twin = pd.DataFrame([_shift_row(shifts, place) for shifts in by_indicator])
    return Picture(name, title, subtitle, _shift_alt(title, now, by_indicator, place), twin, spec)


def _by_indicator(shifts: Sequence[Shift], place: int) -> list[list[Shift]]:
    """The shifts of each indicator together, the widest first; equal ones in the table's order."""
    held: dict[str, list[Shift]] = {}
    for shift in shifts:
        held.setdefault(shift.indicator.indicator_id, []).append(shift)
    return sorted(held.values(), key=lambda some: -_width(some, place))


def _width(shifts: Sequence[Shift], place: int) -> float:
    reached = [shift.likelihoods[place] for shift in shifts]
    return round(max(reached) - min(reached), 9)


MARKS = {"seen": UP, "not seen": DOWN}


def _shift_track(shifts: Sequence[Shift], place: int, now: float) -> Track:
    reached = [100 * shift.likelihoods[place] for shift in shifts]
    marks = [Mark(SPAN, min(*reached, 100 * now), max(*reached, 100 * now), shifts[0].indicator.text)]
    marks += [
        Mark(MARKS[shift.state], at, at, f"If {shift.state}: {chances.percent(at / 100)}")
        for shift, at in zip(shifts, reached, strict=True)
        if shift.state in MARKS
    ]
    return Track(f"{shifts[0].indicator.text} (now: {shifts[0].indicator.state})", tuple(marks))


def _shift_row(shifts: Sequence[Shift], place: int) -> dict[str, str]:
    told = {shift.state: chances.percent(shift.likelihoods[place]) for shift in shifts}
    one = shifts[0].indicator
    states = {f"If {state}": told.get(state, "as now") for state in ("seen", "not seen", "not known")}
    return {"Indicator": one.text, "Now": one.state, **states}


def _shift_alt(title: str, now: float, by_indicator: Sequence[Sequence[Shift]], place: int) -> str:
    told = [
        f"“{shifts[0].indicator.text}”: "
        + wording.listing([f"{chances.percent(s.likelihoods[place])} if {s.state}" for s in shifts if s.state in MARKS])
        for shifts in by_indicator
    ]
    return f"{title}. {chances.percent(now)} now. {'; '.join(told)}."


def scores_picture(matrix: Matrix, look: Look) -> Picture:
    """How much of the evidence speaks against each scenario: marks, the strong ones apart."""
    title = "What the evidence holds against each future"
    subtitle = (
        f"Marks over {wording.count(len(matrix.rows), 'row')} of evidence: one for inconsistent (pale), two for "
        "strongly inconsistent (full). The fewest marks fit best."
    )
    if not matrix.places:
        said = "No evidence has been held against any future."
        spec = empty_spec(said, Sheet(title, "", EMPTY_HEIGHT), look, name="evidence-scores")
        return Picture("evidence-scores", title, said, f"{title}: {said}", pd.DataFrame(), spec)
    rows = [_score_row(matrix, place) for place in matrix.places]
    tracks = [_score_track(row) for row in rows]
    top = max(1.0, *(float(row["marks"]) for row in rows)) * 1.05
    spec = tracks_spec(tracks, Sheet(title, subtitle, EMPTY_HEIGHT), look, ticks=_tens(top), top=top)
    twin = pd.DataFrame(
        {
            "Scenario": [row["name"] for row in rows],
            "Score": [wording.number(-row["marks"]) for row in rows],
            "Inconsistent": [wording.number(row["weak"]) for row in rows],
            "Strongly inconsistent": [wording.number(row["strong"]) for row in rows],
            "Judged rows": [wording.number(row["judged"]) for row in rows],
        }
    )
    told = "; ".join(f"{row['name']} {wording.number(-row['marks'])}" for row in rows)
    return Picture("evidence-scores", title, subtitle, f"{title}, as scores: {told}.", twin, spec)


def _score_row(matrix: Matrix, place: int) -> dict[str, Any]:
    fits = [row.fits[place] for row in matrix.rows if row.fits[place] is not None]
    marks = [min(0, FIT_VALUES[fit]) for fit in fits if fit is not None]
    strong = sum(fit == STRONGLY for fit in fits)
    name = matrix.scenarios[place].name
    weak = sum(mark < 0 for mark in marks) - strong
    return {"name": name, "marks": -sum(marks), "weak": weak, "strong": strong, "judged": len(fits)}


def _score_track(row: dict[str, Any]) -> Track:
    full = 2 * row["strong"]
    against = wording.count(row["weak"] + row["strong"], "row")
    words = f"{row['name']}: {wording.number(-row['marks'])} ({against} against it)"
    marks = []
    if row["weak"]:
        marks.append(Mark(BAR, full, row["marks"], f"{wording.number(row['weak'])} inconsistent"))
    if row["strong"]:
        marks.append(Mark(STRONG_BAR, 0, full, f"{wording.number(row['strong'])} strongly inconsistent"))
    return Track(words, tuple(marks))


def _tens(top: float) -> list[float]:
    step = 10 if top > 20 else 5 if top > 5 else 1
    return [float(tick) for tick in range(0, int(top) + 1, step)]
