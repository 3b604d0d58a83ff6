"""The two scales of likelihood words: which word stands for which range of percent, and where each begins.

Knows bands and cuts. It must not know what is likely. Sources: ICD 203 (2015), and the yardstick of the United
Kingdom's Professional Head of Intelligence Assessment (PHIA).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from utils.tables.vocabularies import LIKELIHOOD_SCALES

LOWEST, HIGHEST = 0.01, 0.99
"""Nothing about the future is certain: 0 and 100 percent are never said."""


@dataclass(frozen=True)
class Band:
    """One word, the range of percent that the scale gives for it, and from which probability on we use it."""

    word: str
    low: int
    high: int
    begins: float


@dataclass(frozen=True)
class Scale:
    """One scale, from the least likely word to the most."""

    name: str
    bands: tuple[Band, ...]

    def band(self, probability: float) -> Band:
        """The band that a probability from 0 to 1 falls into; at a cut it is the upper one.

        ValueError when the number is no probability.
        """
        if not 0 <= probability <= 1:
            raise ValueError(f"{probability} is no probability")
        held = bounded(probability)
        return next(band for band in reversed(self.bands) if held >= band.begins)


def bounded(probability: float) -> float:
    """The probability, not below 1 and not above 99 percent."""
    return min(max(probability, LOWEST), HIGHEST)


ICD_203, PHIA = LIKELIHOOD_SCALES.labels

SCALES: Mapping[str, Scale] = {
    ICD_203: Scale(
        ICD_203,
        (  # the bands meet: at a cut the upper word is used
            Band("almost no chance", 1, 5, 0.0),
            Band("very unlikely", 5, 20, 0.05),
            Band("unlikely", 20, 45, 0.20),
            Band("roughly even chance", 45, 55, 0.45),
            Band("likely", 55, 80, 0.55),
            Band("very likely", 80, 95, 0.80),
            Band("almost certain", 95, 99, 0.95),
        ),
    ),
    PHIA: Scale(
        PHIA,
        (  # the bands leave gaps: each is cut in the middle of the gap
            Band("remote chance", 0, 5, 0.0),
            Band("highly unlikely", 10, 20, 0.075),
            Band("unlikely", 25, 35, 0.225),
            Band("realistic possibility", 40, 50, 0.375),
            Band("likely", 55, 75, 0.525),
            Band("highly likely", 80, 90, 0.775),
            Band("almost certain", 95, 100, 0.925),
        ),
    ),
}
"""Each scale by its name in the settings."""

CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("Least and most that is said", f"{LOWEST * 100:g} and {HIGHEST * 100:g} percent", "ours"),
    (
        "Cuts of ICD 203",
        "5, 20, 45, 55, 80 and 95 percent, the upper word at a cut",
        "ICD 203; the rule at a cut is ours",
    ),
    ("Cuts of PHIA", "7.5, 22.5, 37.5, 52.5, 77.5 and 92.5 percent, the middle of each gap", "PHIA; the cuts are ours"),
)
"""Name, value and source of every constant, as method page and briefing print them."""


def scale_named(name: str | None) -> Scale:
    """The scale that the settings name; ICD 203 when they name none."""
    return SCALES[name or ICD_203]
