"""What may be said of attacks before and after measures: what followed, how sure, and what else could explain it.

Knows how a comparison is worded: "followed by", never more. It must not know how anything is worked out.
"""

from __future__ import annotations

from utils.analysis.effects import BeforeAfter
from utils.analysis.event_study import BLOCK, LEAST_BLOCKS, EventStudy
from utils.analysis.interrupted import Level
from utils.analysis.wakes import Wakes
from utils.visuals import wording

LEAST_TOLD = 0.1
"""A smaller ratio is told as less than this."""


def one_measure(told: BeforeAfter) -> list[str]:
    """What may be said of one measure, a sentence an entry."""
    if told.weeks.empty:
        return [f"This measure is not compared: {told.standing}."]
    said = [_followed(told)]
    said += [_placebo(told)] if told.level is not None else []
    said += [_own_day(told)] if told.on_day else []
    said += [_burst(told)] if told.burst is not None else []
    if told.after_peak:
        just, usual = (wording.number(round(rate, 1)) for rate in told.peak)
        said.append(
            f"The four weeks just before it had {just} attacks a week, the weeks before those {usual}: it followed a "
            "peak, after which a fall is to be expected anyway."
        )
    if not told.controlled:
        said.append("It covered the whole province, so no district is left to compare with.")
    return said


def _followed(told: BeforeAfter) -> str:
    if told.level is None:
        return f"This measure is not judged: {told.standing}."
    _, low, high = told.level
    compared = "the trend before it"
    compared += " and the other districts of the province" if told.controlled else ""
    ratio, reach = times(told.level[0]), between(low, high)
    if low <= 1 <= high:
        return (
            f"No change stands out from chance: {ratio} the attacks to be expected from {compared} followed, but "
            f"anything from {reach} fits."
        )
    verdict = "more" if low > 1 else "fewer"
    return (
        f"The measure was followed by {verdict} attacks than {compared} "
        f"lead{'' if told.controlled else 's'} to expect: {ratio} as many, and anything from {reach} fits."
    )


def _ratio(level: Level) -> str:
    ratio, low, high = level
    return f"{times(ratio)} (interval {between(low, high)})"


def times(value: float) -> str:
    """So many times, to one decimal; very little as less than that."""
    return f"{wording.number(round(value, 1))} times" if value >= LEAST_TOLD else f"less than {LEAST_TOLD} times"


def between(low: float, high: float) -> str:
    """The ends of an interval of a ratio: 0.5 to 15.5 times."""
    return f"{times(low).removesuffix(' times')} to {times(high)}"


def _placebo(told: BeforeAfter) -> str:
    tried = wording.count(told.placebos, "other date")
    if told.chance is None:
        return f"Only {tried} could be tried in the same way: too few for a rank."
    return f"Among {tried}, a change as large comes with probability {told.chance:.2f}."


def _own_day(told: BeforeAfter) -> str:
    """What is left out with the measure's own day, and what would change with it in."""
    had = wording.count(told.on_day, "attack")
    said = f"The day itself, {wording.day(told.start)}, had {had} and is in neither half, since what came first is open"
    if told.counted_before is None and told.counted_after is None:
        return f"{said}; with that day counted, nothing can be judged."
    return f"{said}; {_counted('before', told.counted_before)}, {_counted('after', told.counted_after)}."


def _counted(half: str, level: Level | None) -> str:
    return f"counted {half}, {'it cannot be judged' if level is None else f'the ratio is {_ratio(level)}'}"


def _burst(told: BeforeAfter) -> str:
    """How much of what is counted comes from one day, and what remains without it."""
    burst = told.burst
    if burst is None:
        return ""
    every = wording.number(told.before + told.after)
    rest = "the rest cannot be judged" if burst.level is None else f"without it the ratio is {_ratio(burst.level)}"
    return f"One day, {wording.day(burst.day)}, has {wording.number(burst.attacks)} of the {every} attacks; {rest}."


def on_average(study: EventStudy) -> list[str]:
    """What may be said of many measures: before, after, and how far they are independent of each other."""
    if not study.enough:
        return []
    before, after = (f"{mean:.2f}" for mean in study.means)
    had = f"{before} attacks a week before it, {study.on_day:.2f} on the day itself and {after} a week after"
    said = [f"On average a measure's own area had {had}."]
    if study.heaviest is not None:
        day, (without_before, without_after) = wording.day(study.heaviest.day), study.means_without
        said.append(
            f"The measures are not independent: {wording.number(study.heaviest.windows)} of "
            f"{wording.count(study.occasions, 'window')} contain {day}. Without that day the averages are "
            f"{without_before:.2f} before and {without_after:.2f} after."
        )
    if study.overlapping:
        said.append(
            f"{wording.number(study.overlapping)} of {wording.count(study.occasions, 'window')} overlap another."
        )
    said.append(_interval(study))
    return said


def _interval(study: EventStudy) -> str:
    stretches = wording.count(study.blocks, "separate stretch", "separate stretches")
    if study.bounded:
        return f"The intervals draw {stretches} of {BLOCK} days anew, not single measures."
    return f"They fall into {stretches} of {BLOCK} days, fewer than {LEAST_BLOCKS}: too few for an interval."


MATCHING_LIMIT = (
    "Like dates have as many attacks before and the same trend, but they differ in what nobody recorded. Where "
    "violence comes in long spells and measures follow its peaks, such a grid shows a difference more often than it "
    "should."
)


def in_wakes(told: Wakes) -> list[str]:
    """What may be said of the grid of matched windows."""
    if not told.windows:
        return []
    judged, apart = told.judged, [window for window in told.windows if window.apart]
    every = wording.count(len(told.windows), "window")
    left = wording.count(len(told.left_out), "measure")
    reasons = "not dated to the day, not placed to the town, or no more than announced"
    said = [f"{wording.sentence_case(left)} took no part: {reasons}."] if told.left_out else []
    if not judged:
        return [f"Of {every} none has enough to judge.", *said]
    stand = "in none does a difference stand out"
    if apart:
        stand = f"a difference stands out in {wording.number(len(apart))}; one in twenty would by chance alone"
    return [f"Of {every}, {wording.number(len(judged))} have enough to judge: {stand}.", *said, MATCHING_LIMIT]
