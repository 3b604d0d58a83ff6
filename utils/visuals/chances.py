"""How likelihoods are written: a word with its range in brackets, a percentage that never claims certainty.

Knows the forms only. It must not know what is likely.
"""

from utils.analysis.likelihood import Band, Scale, bounded
from utils.analysis.outlook import Outlook
from utils.visuals import wording


def percent(probability: float) -> str:
    """A probability from 0 to 1 in whole percent, from 1 to 99: 46 %."""
    return f"{round(bounded(probability) * 100)} %"


def percent_on(scale: Scale, probability: float) -> str:
    """A probability in whole percent; where rounding takes it to another word of the scale, on which side it lies."""
    whole = round(bounded(probability) * 100)
    if scale.band(whole / 100) == scale.band(probability):
        return f"{whole} %"
    return f"just {'under' if probability * 100 < whole else 'over'} {whole} %"


def percent_range(low: float, high: float) -> str:
    """Two probabilities as a range in whole percent: 23–64 %."""
    ends = (round(bounded(one) * 100) for one in (low, high))
    return f"{wording.number_range(*ends)} %"


def in_words(band: Band) -> str:
    """The word with its numbers: likely (55–80 %)."""
    return f"{band.word} ({wording.number_range(band.low, band.high)} %)"


def likely(scale: Scale, probability: float) -> str:
    """The word of the scale for a probability, with its range: likely (55–80 %)."""
    return in_words(scale.band(probability))


def worded(scale: Scale, probability: float) -> str:
    """The word of the scale for a probability, with the probability itself: likely (just under 80 %)."""
    return f"{scale.band(probability).word} ({percent_on(scale, probability)})"


def told(outlook: Outlook, scale: Scale, place: int) -> str:
    """The word of one future with its numbers; where others cannot be told apart from it, that instead of a word.

    What stands for anything else was not judged, and is the rest.
    """
    if outlook.scenarios[place].remainder:
        return "the rest"
    if place in outlook.level and len(outlook.level) > 1:
        names = [outlook.scenarios[other].name for other in outlook.level if other != place]
        return f"not told apart from {wording.listing(names)}"
    return likely(scale, outlook.likelihoods[place])
