"""A briefing as plain text, and what can be read out of it."""

import re
from functools import lru_cache

from utils.visuals.wording import MONTHS

DAY = rf"(?:\d{{1,2}}|\d{{1,2}}–\d{{1,2}}) (?:{'|'.join(MONTHS)})(?: \d{{4}})?"
DATE = re.compile(rf"{DAY} – {DAY}|{DAY}|(?:{'|'.join(MONTHS)}) \d{{4}}")
NUMBER = re.compile(r"(?<![\w.])−?\d[\d,]*(?:\.\d+)?")


def as_text(briefing):
    """Everything that the briefing says, in its order, with source numbers in brackets."""
    lines = [briefing.label, briefing.title, briefing.period, briefing.issued]
    lines += [f"{name}: {chosen}" for name, chosen in briefing.filter_lines]
    lines += briefing.ignored
    for section in briefing.sections:
        lines += ["", f"## {section.heading}"]
        lines += [f"{strip.label}: {strip.number} ({strip.note})" for strip in section.strips]
        lines += [said(briefing, sentence) for sentence in section.sentences]
        if section.grid:
            lines += [section.grid.title, " | ".join(section.grid.headings)]
            if section.key != "method":  # the constants are long, the same everywhere, and tested where they are made
                rows = zip(section.grid.rows, section.grid.sources or ((),) * len(section.grid.rows), strict=True)
                lines += [" | ".join(cells) + marks(briefing, cited) for cells, cited in rows]
            lines.append(section.grid.note)
    lines += ["", "## Sources"]
    lines += [f"{note.number}. {note.citation} ({note.grade}) {note.detail}".rstrip() for note in briefing.sources]
    lines += ["", *(f"{heading}: {text}" for heading, text in briefing.closing)]
    return "\n".join(lines) + "\n"


def said(briefing, sentence):
    """The sentence with its label and its sources, set in where it stands under another."""
    label = f"{sentence.label}: " if sentence.label else ""
    return f"{'   ' * sentence.under}{label}{sentence.text}{marks(briefing, sentence.sources)}"


def marks(briefing, sources):
    listed = {note.source_id: note.number for note in briefing.sources}
    numbers = [listed[source] for source in sources]
    return f" {numbers}" if numbers else ""


def sentences_of(briefing):
    return [sentence for section in briefing.sections for sentence in section.sentences]


NAMED = (
    "campaign",
    "admin1",
    "admin2",
    "place",
    "tactic",
    "target_type",
    "actor",
    "attributed_by",
    "scope",
    "covers",
    "worked_out_from",
    "claimant",
    "arrests_claimed_by",
    "name",
)


def names_in(dataset, routes=()):
    """Every name in the data, and of a line on the map, that a sentence may repeat; the longest first."""
    held = {route.name for route in routes}
    for frame in (dataset.incidents, dataset.claims, *map(dataset.frame, ("projects", "figures", "responses"))):
        for column in set(NAMED) & set(frame.columns):
            held |= {str(value) for value in frame[column].dropna().unique()}
    return tuple(sorted(held, key=len, reverse=True))


def numbers_in(text, names):
    """The numbers that stand in a sentence outside dates and names."""
    for name in _numbered(tuple(names)):
        text = text.replace(name, "")
    return [float(found.replace(",", "").replace("−", "-")) for found in NUMBER.findall(DATE.sub("", text))]


@lru_cache(maxsize=8)
def _numbered(names):
    return [name for name in names if any(sign.isdigit() for sign in name)]


def answered_for(figures):
    """Every number that these figures allow, as a sentence may round it."""
    allowed = {number for figure in figures for number in figure.numbers}
    return allowed | {float(round(number)) for number in allowed} | {round(number, 1) for number in allowed}
