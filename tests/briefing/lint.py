"""The rules of the house for the words of a briefing, and whatever breaks them.

A sentence that is quoted from the spreadsheets, and names and “quotations” within one, are not ours to mend.
"""

import re
from collections.abc import Iterator

from tests.briefing.reading import answered_for, numbers_in, sentences_of
from utils.analysis.likelihood import SCALES

QUOTATION = re.compile("“[^”]*”")
BAND = re.compile(r"([a-z]+(?: [a-z]+){0,2}) \((\d+)–(\d+) %\)")
WORDED = re.compile(r"([a-z]+(?: [a-z]+){0,2}) \((just under |just over )?(\d+) %\)")
WORDS = {name: {band.word for band in scale.bands} for name, scale in SCALES.items()}

HEDGES = r"may|might|could|possibly|perhaps|presumably|cannot rule out|cannot be ruled out"
CAUSES = r"caus(?:e|ed|es|ing)|because|due to|led to|leads to|result(?:s|ed)? in|thanks to|triggered|prompted"
LOADED = r"martyr\w*|neutrali[sz]ed?|eliminat\w*|liquidat\w*|terroris\w*|freedom fighters?|miscreants?|slain|butcher\w*"
COUNTED = "incident|district|place|claim|row|problem|attack|measure|week|project|toll"
MONTHS = "January|February|March|April|June|July|August|September|October|November|December"

PATTERNS = {
    "a hedge instead of a likelihood": re.compile(rf"\b(?:{HEDGES})\b"),
    "a cause that nothing shows": re.compile(rf"\b(?:{CAUSES})\b", re.I),
    "a loaded word": re.compile(rf"\b(?:{LOADED})\b", re.I),
    "a thousand without its comma": re.compile(r"(?<![\w.,–/-])(?!(?:19|20)\d\d\b)\d{4,}(?![\w%–])"),
    "a hyphen between numbers": re.compile(r"(?<![\w-])\d[\d,.]*-\d[\d,.]*(?![\w-])"),
    "a date in another form": re.compile(rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}} (?:{MONTHS})\b|\b(?:{MONTHS}) \d"),
    "a percent sign without its space": re.compile(r"\d%"),
    "one of several": re.compile(rf"(?<![\d,.–−])\b1 (?:{COUNTED}|figure|other)s\b"),
    "several of one": re.compile(rf"(?<![\d,.–])\b(?:[2-9]|\d\d+) (?:{COUNTED})\b(?! of)"),
    "a value of the machine": re.compile(r"\b(?:nan|None|NaT|<NA>|True|False|inf)\b"),
    "an exclamation": re.compile("!"),
    "two spaces": re.compile("  "),
    "a doubled word": re.compile(r"\b(\w+) \1\b", re.I),
    "a stop before a stop": re.compile(r"[.,;:]\s*[.;,]"),
}

LONGEST_BOTTOM_LINE = 3


def findings(briefing, scale, names=(), claimants=None) -> Iterator[str]:
    """Everything in a briefing that breaks a rule, each as: rule of the sentence, what is wrong, the text."""
    for sentence in sentences_of(briefing):
        for fault in faults(sentence, scale, names, claimants or {}):
            yield f"{sentence.rule}: {fault}: {sentence.text}"
    if len(briefing.section("bottom-line").sentences) > LONGEST_BOTTOM_LINE:
        yield f"the bottom line has more than {LONGEST_BOTTOM_LINE} sentences"
    for section in briefing.sections:
        for text in (section.grid.note if section.grid else "", *(strip.note for strip in section.strips)):
            yield from (f"{section.key}: {fault}: {text}" for fault in words(ours(text, names)))


def ours(text, names):
    """The text without what others say in it."""
    for name in names:
        text = text.replace(name, "§")
    return QUOTATION.sub("§", text)


def faults(sentence, scale, names, claimants) -> Iterator[str]:
    """What is wrong with one sentence."""
    text = ours(sentence.text, names)
    yield from likelihoods(text, scale)
    if sentence.quoted:
        return
    yield from words(text)
    if not sentence.text.endswith((".", ")")):
        yield "no full stop"
    told = answered_for(sentence.figures)
    loose = [number for number in numbers_in(QUOTATION.sub("", sentence.text), names) if number not in told]
    if loose:
        yield f"numbers without a figure {loose}"
    yield from unclaimed(sentence, claimants)


def words(text) -> Iterator[str]:
    """Every pattern that the text should not hold."""
    for fault, pattern in PATTERNS.items():
        if pattern.search(text):
            yield fault


def likelihoods(text, scale) -> Iterator[str]:
    """Words of another scale, ranges that are no word's, likelihood beside confidence."""
    told = [(word, int(low), int(high)) for word, low, high in BAND.findall(text)]
    for phrase, low, high in told:
        if not any(phrase.endswith(word) and (low, high) == band for word, *band_ in _bands(scale) for band in band_):
            yield f"no word of {scale}: {phrase} ({low}–{high} %)"
    single = [(word, near, int(value)) for word, near, value in WORDED.findall(text) if _ends(word, scale)]
    for phrase, near, value in single:
        step = {"just under ": -0.001, "just over ": 0.001}.get(near, 0)
        if SCALES[scale].band(value / 100 + step).word != _ends(phrase, scale):
            yield f"a number of another word of {scale}: {phrase} ({near}{value} %)"
    if (told or single) and re.search(r"\bconfiden(?:ce|t)\b", text, re.I):
        yield "likelihood and confidence in one sentence"
    foreign = set().union(*WORDS.values()) - WORDS[scale]
    yield from (f"a word of another scale: {word}" for word in sorted(foreign) if re.search(rf"\b{word}\b", text))


def _ends(phrase, scale):
    """The longest word of the scale that the phrase ends with, or none."""
    return max((word for word in WORDS[scale] if re.search(rf"\b{word}$", phrase)), key=len, default="")


def _bands(scale):
    return [(band.word, (band.low, band.high)) for band in SCALES[scale].bands]


def unclaimed(sentence, claimants) -> Iterator[str]:
    """A toll that is somebody's claim, without saying whose, or without the word."""
    claims = [
        name for figure in sentence.figures if figure.unit == "killed" for name in figure.basis if name in claimants
    ]
    nameless = [name for name in claims if claimants[name] not in sentence.text]
    if claims and len(nameless) == len(claims):
        yield "a claim without its claimant"
    if claims and not re.search(r"\b(?:claim(?:s|ed)?|said|says)\b", sentence.text):
        yield "a claim that is not called one"
