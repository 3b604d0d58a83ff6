"""How to read the briefing: what its words mean, in short.

Knows the meaning of the words that other rules use. It must not know any figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from utils.analysis.constants import constants
from utils.briefing.document import Grid, Sentence
from utils.briefing.material import Material

NOTES = {
    "method.at-least": (
        "“At least” is the sum of the lowest figures in incidents graded C3 or better; highest figures of rival "
        "claimants are never added."
    ),
    "method.latest-word": (
        "A side's “latest word” is its newest figure that it has not replaced itself; sides are never merged or "
        "averaged."
    ),
    "method.gap": (
        "The gap says how many times the lowest claim the highest is, with one half added to both so that a claim "
        "of none can be compared."
    ),
    "method.grades": (
        "Grades follow the Admiralty system: sources A (completely reliable) to E (unreliable), reports 1 (confirmed) "
        "to 5 (improbable); F and 6 mean “cannot be judged”, which is not the worst."
    ),
    "method.sources": "A sentence names its strongest sources only; copies of one original count once.",
}
"""What each note says, by its rule."""

STATEMENT = (
    "Rules compose this text from the figures of the edition. No language model and no other generative system wrote, "
    "chose or changed any of it."
)
"""On the use of AI."""

CONSTANTS_NOTE = "Every number above hangs on these. Whoever sets another value gets other numbers."


def method(material: Material) -> Iterator[Sentence]:
    """The notes, and the terms under which the data may be used."""
    yield from (Sentence(text, rule, quoted=True) for rule, text in NOTES.items())
    if material.about.licence is not None:
        text = f"The data may be used under {material.about.licence}."
        yield Sentence(text, "method.licence", quoted=True)


def constants_table() -> Grid:
    """Every constant that a number hangs on, under its method, with where its value comes from."""
    rows = tuple((one.method, one.name, one.value, one.source) for one in constants())
    return Grid("What is set, and by whom", ("Method", "Constant", "Value", "Source"), rows, note=CONSTANTS_NOTE)


def closing(material: Material) -> tuple[tuple[str, str], ...]:
    """The notes that end a briefing, each with its heading: boundaries, use of AI, what the document is not."""
    about = material.about
    notes = (("Boundaries", about.boundary_note), ("Use of AI", STATEMENT), ("Disclaimer", about.disclaimer))
    return tuple((heading, text) for heading, text in notes if text)
