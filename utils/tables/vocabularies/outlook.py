"""The lists for scenarios, indicators, evidence and judgements.

Knows words, and the numbers that the steps of the likelihood scale stand for. It must not know columns or sheets.
"""

from collections.abc import Mapping

from utils.tables.vocabularies.vocabulary import Entry, Vocabulary

LIKELIHOOD_OF_STEP: Mapping[str, float] = {
    "for": 0.9,
    "weak for": 0.7,
    "neither": 0.5,
    "weak against": 0.3,
    "against": 0.1,
}
"""How likely an indicator would be seen if a scenario came true, by the step that an analyst chose."""

LIKELIHOOD_STEPS = Vocabulary(
    "likelihood steps",
    tuple(
        Entry(step, f"if this scenario came true, it would be seen with a chance of {chance:g}", (f"{chance:g}",))
        for step, chance in LIKELIHOOD_OF_STEP.items()
    ),
)

INDICATOR_STATES = Vocabulary(
    "indicator states",
    (
        Entry("seen", "It is there"),
        Entry("not seen", "It was looked for and is not there"),
        Entry("not known", "Not looked for, or cannot be told; it moves no likelihood", ("unknown",)),
    ),
)

INDICATOR_MEASURES = Vocabulary(
    "indicator measures",
    (
        Entry("attacks", "Attacks on record"),
        Entry("districts with an attack", "Districts in which any attack is on record"),
        Entry(
            "waves and named operations",
            "Runs of attacks that chance seldom brings together, and operations that somebody named",
        ),
        Entry("suicide attacks", "Incidents with that tactic"),
        Entry(
            "attacks near projects or on foreigners",
            "Violent incidents within 20 km of a project's point, and those in which foreign nationals were a target",
        ),
        Entry(
            "operations, deployments and shutdowns",
            "Measures of these kinds on the Responses sheet that began and were not only announced",
        ),
    ),
)

FITS = Vocabulary(
    "fits",
    (
        Entry("strongly consistent", "Just what this scenario would bring"),
        Entry("consistent", "What this scenario would bring"),
        Entry("neutral", "Says nothing for or against it"),
        Entry("inconsistent", "Not what this scenario would bring"),
        Entry("strongly inconsistent", "Hardly to be explained if this scenario were true"),
    ),
)

JUDGEMENT_STATUSES = Vocabulary(
    "judgement statuses",
    (
        Entry("observed", "What was expected is on record"),
        Entry("partly observed", "Some of it is on record"),
        Entry("not observed", "It was looked for and is not on record"),
        Entry("unknown", "The record cannot tell"),
    ),
)
