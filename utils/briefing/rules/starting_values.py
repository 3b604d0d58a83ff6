"""Where the futures start from: their first chances, who set them, and how many warning signs have moved them.

Knows how that is worded. It must not know how a likelihood follows.
"""

from __future__ import annotations

from utils.analysis.figures import Coverage, Figure
from utils.analysis.outlook import Outlook
from utils.analysis.scenarios import Scenario
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.visuals import wording


def ground(material: Material, futures: Outlook) -> Sentence:
    """From which chances they start, and how many of the warning signs have moved them."""
    every, known = len(futures.indicators), futures.known
    sources = material.citations.strongest(name for one in known for name in one.source_ids)
    ids = tuple(one.indicator_id for one in known)
    figures = (
        Figure(len(known), "indicators", "known-indicators", ids, Coverage(len(known), every)),
        Figure(every - len(known), "indicators", "unknown-indicators"),
        *(_starting(scenario) for scenario in futures.scenarios),
    )
    text = f"We began with {_begun(futures)}. {_moving(len(known), every)}."
    return Sentence(text, "outlook.ground", figures, sources, ids)


def _begun(futures: Outlook) -> str:
    """The starting values: equal chances where they are, else each."""
    named = [one for one in futures.scenarios if not one.remainder]
    rest = [f"{wording.number(_starting(one).value)} % for anything else" for one in futures.scenarios if one.remainder]
    values = [_starting(one).value for one in named]
    if len(named) > 1 and len(set(values)) == 1:
        each = [f"{wording.number(values[0])} % each"] if values[0] is not None else []
        return f"equal chances ({', '.join((*each, *rest))})"
    each = [f"{one.name} {wording.number(value)} %" for one, value in zip(named, values, strict=True)]
    return f"these chances: {', '.join((*each, *rest))}"


def _starting(scenario: Scenario) -> Figure:
    value = None if scenario.prior is None else round(scenario.prior)
    return Figure(value, "percent", "starting-value", (scenario.scenario_id,))


def _moving(known: int, every: int) -> str:
    """How many of the warning signs are known, and so move the likelihoods."""
    if not every:
        return "No warning sign is on record"
    if not known:
        which = f"None of {wording.number(every)} warning signs is known"
        return f"{which if every > 1 else 'The one warning sign is not known'}, so nothing has moved them"
    if known == every:
        which = "Both" if every == 2 else f"All {wording.number(every)}"
        several = f"{which} warning signs are known and have moved them"
        return several if every > 1 else "The one warning sign is known and has moved them"
    verbs = "is known and has" if known == 1 else "are known and have"
    left = "the other one is" if every - known == 1 else f"the other {wording.number(every - known)} are"
    return f"{wording.number(known)} of {wording.number(every)} warning signs {verbs} moved them; {left} left out"


def few_known(known: int, every: int) -> str:
    """That few of the warning signs are known: only 4 of 9 warning signs are known."""
    if not known:
        return "the one warning sign is not known" if every == 1 else "no warning sign is known"
    return (
        f"only {wording.number(known)} of {wording.number(every)} warning signs {'is' if known == 1 else 'are'} known"
    )


def set_by(futures: Outlook) -> str:
    """Who set the starting values and the date by when, and on which day."""
    by = wording.listing(sorted({within(s.prior_by or "somebody not named") for s in futures.scenarios}))
    days = sorted({s.prior_on for s in futures.scenarios if s.prior_on})
    on = f"on {wording.listing([wording.day(day) for day in days])}" if days else "on a day not recorded"
    what = "The starting values, and the date by when, were" if futures.horizon else "The starting values were"
    return f"{what} set {on} by {by}."


def within(name: str) -> str:
    """A name as it stands within a sentence: the article that opens it is not raised."""
    return name.replace("The ", "the ", 1) if name.startswith("The ") else name
