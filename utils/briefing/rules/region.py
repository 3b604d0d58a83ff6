"""What states and others say of each other: accusations with what was shown for them, denials, tones.

Knows which of it is told. It must not know who is right.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from utils.analysis.accusations import OPEN_TO_CHECKS, Accusation, Ledger
from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.stances import FORCE, FORCE_TYPES, count_stances, signals_between, who_to_whom
from utils.briefing.document import Grid, Sentence
from utils.briefing.material import Material
from utils.tables.vocabularies import EVIDENCE_OFFERED
from utils.visuals import wording
from utils.visuals.grades import as_said

TABLE = "regional_signals"

MOST_PAIRS = 4
"""More pairs than these are counted, not named."""

SHOWN = dict(
    zip(EVIDENCE_OFFERED.labels[1:], ("given in part", "promised", "reported that none was shown"), strict=True)
)
"""How a sentence says what was offered."""

ONLY = "For it no evidence is on record that others can check"
NO_WORD, NOBODY = "no report says", "none on record"

NOTE = (
    "Each row is what the accuser says. Denials stand beside it whenever they were made; no denial on record is not an "
    "admission, and no word on evidence is not its absence."
)

SURE = "How sure that it was said"
"""The heading over the grade of an accusation."""

ONLY_SAID = (
    "The grades below say how sure it is that an accusation was made. Whether it is true is another matter, and is not "
    "graded."
)


def region(material: Material) -> Iterator[Sentence]:
    """Who accuses whom, what was shown, who denies it, and in which tone the others spoke."""
    ledger = ledger_in(material)
    if ledger.accusations:
        yield accused(material, ledger)
        yield evidence(material, ledger)
        yield denied(material, ledger)
    else:
        yield none_accused(ledger)
    yield from tones(material)
    if ledger.accusations:
        yield Sentence(ONLY_SAID, "region.only-said")


def ledger_in(material: Material) -> Ledger:
    """The accusations of the selection's period: of all filters only the period narrows them."""
    return material.accusations


def accused(material: Material, ledger: Ledger) -> Sentence:
    """How many accusations the period holds, by whom and against whom."""
    pairs = ledger.pairs
    accusers = dict.fromkeys(by for by, _, _ in pairs[:MOST_PAIRS])
    told = [
        f"{by} accused {wording.listing([f'{whom} {times(n)}' for one, whom, n in pairs[:MOST_PAIRS] if one == by])}"
        for by in accusers
    ]
    left = Figure(max(0, len(pairs) - MOST_PAIRS), "pairs", "left-over")
    more = f", and {wording.count(int(left.value or 0), 'other pair')}" if left.value else ""
    verb = "is" if len(ledger.accusations) == 1 else "are"
    text = (
        f"{wording.sentence_case(wording.count(len(ledger.accusations), 'accusation'))} {verb} on record "
        f"for {_period(material)}: {'; '.join(told)}{more}."
    )
    figures = (ledger.total, left, *(figure for _, _, figure in pairs))
    return Sentence(text, "region.accused", figures, _sources(material, ledger.accusations), ledger.total.basis)


def evidence(material: Material, ledger: Ledger) -> Sentence:
    """For how many of them evidence was opened to checks, and what is on record of the others."""
    opened, silent = ledger.shown(OPEN_TO_CHECKS), ledger.shown(None)
    others = [(word, ledger.shown(word)) for word in EVIDENCE_OFFERED.labels[1:]]
    parts = [f"for {wording.number(figure.value)} it was {SHOWN[word]}" for word, figure in others if figure.value]
    if silent.value:
        parts.append(f"for {wording.number(silent.value)} {NO_WORD} what was shown")
    text = f"{_opened(opened, ledger.total)}{': ' if parts else ''}{wording.listing(parts)}."
    if ledger.total.value == 1:
        word = next((SHOWN[word] for word, figure in others if figure.value), "")
        told = f"it was {word}" if word else f"{NO_WORD} what was shown"
        text = "The evidence for it was opened to checks." if opened.value else f"{ONLY}: {told}."
    figures = (opened, silent, *(figure for _, figure in others))
    return Sentence(text, "region.evidence", figures, _sources(material, ledger.accusations), ledger.total.basis)


def _opened(opened: Figure, total: Figure) -> str:
    if not opened.value:
        return "For none of them is evidence on record that others can check"
    return f"For {wording.number(opened.value)} of {wording.number(total.value)} evidence was opened to checks"


def denied(material: Material, ledger: Ledger) -> Sentence:
    """For how many of them a denial is on record, and by whom."""
    figure = ledger.denied
    some = [one for one in ledger.accusations if one.denied]
    by = wording.listing(sorted({name for one in some for name in deniers(one)}), most=MOST_PAIRS)
    of = wording.number(len(ledger.accusations))
    text = (
        f"A denial is on record for {wording.number(figure.value)} of {of}, by {by}."
        if some
        else f"A denial is on record for none of {of}, which is not an admission."
    )
    if len(ledger.accusations) == 1:
        text = (
            f"A denial of it is on record, by {by}."
            if some
            else "No denial of it is on record, which is not an admission."
        )
    return Sentence(text, "region.denied", (figure,), _sources(material, some), figure.basis)


def deniers(accusation: Accusation) -> tuple[str, ...]:
    """Who is on record as denying it, each once."""
    named = accusation.denied_by.split(";") if accusation.denied_by else []
    return tuple(dict.fromkeys([*(name.strip() for name in named), *(denial.by for denial in accusation.denials)]))


def none_accused(ledger: Ledger) -> Sentence:
    """That the period holds no accusation, and how many the record holds elsewhere."""
    text = "No accusation is on record for this period"
    elsewhere = len(ledger.elsewhere)
    if elsewhere:
        text += f"; {wording.number(elsewhere)} {'lies' if elsewhere == 1 else 'lie'} outside it"
    figure = Figure(elsewhere, "accusations", "accusations-elsewhere", ledger.elsewhere)
    return Sentence(f"{text}.", "region.none-accused", (figure,), (), ledger.elsewhere)


def tones(material: Material) -> Iterator[Sentence]:
    """In which tone the signals of the period were, and between whom most were."""
    filters = material.selection.filters
    signals = signals_between(material.selection.edition.dataset.frame(TABLE), filters.start, filters.end)
    if signals.empty:
        return
    counted, basis = count_stances(signals), ids_of(signals["signal_id"])
    pair = who_to_whom(signals).iloc[0]
    most = Figure(int(pair["signals"]), "signals", "count-pair", basis, Coverage(len(basis), len(basis)))
    every = Figure(len(basis), "signals", "count-signals", basis, Coverage(len(basis), len(basis)))
    way = f"from {pair['party']} to {pair['counterpart']}"
    text = (
        f"Of {wording.count(len(basis), 'signal')} between states and others in that time {_by_tone(counted)}. "
        f"{_largest(signals, most)} {way}."
    )
    if len(basis) == 1:
        told = "a use of force" if counted[FORCE].value else f"{pair['latest']} in tone"
        text = f"One signal between states and others is on record in that time, {told}, {way}."
    sources = material.citations.strongest(name for names in signals["source_ids"] for name in names)
    yield Sentence(text, "region.tones", (every, most, *counted.values()), sources, basis)


def _largest(signals: pd.DataFrame, most: Figure) -> str:
    """How many went one way more than any other; all of them where there is only one way."""
    if most.value == len(signals):
        return "All went"
    pairs = who_to_whom(signals)["signals"]
    which = "The largest group" if (pairs == most.value).sum() == 1 else "One of the largest groups"
    return f"{which}, {wording.number(most.value)}, went"


def _by_tone(counted: dict[str, Figure]) -> str:
    """So many in each tone; the use of force apart, by what it is: a deed is not a tone."""
    said = [
        f"{wording.number(figure.value)} {'was' if figure.value == 1 else 'were'} {tone}"
        for tone, figure in counted.items()
        if figure.value and tone != FORCE
    ]
    told = [f"{wording.listing(said)} in tone"] if said else []
    if counted[FORCE].value:
        kinds = " or ".join(kind.lower() for kind in FORCE_TYPES)
        acts = "was a use of force" if counted[FORCE].value == 1 else "were uses of force"
        told.append(f"{wording.number(counted[FORCE].value)} {acts} ({kinds})")
    return "; ".join(told)


def accusation_table(material: Material) -> Grid | None:
    """The accusations as rows: accuser, accused, words, evidence offered, denial and grade, always together."""
    ledger = ledger_in(material)
    if not ledger.accusations:
        return None
    headings = ("Date", "Accuser", "Accused", "What is said", "Evidence offered", "Denial", SURE)
    rows = tuple(
        (
            wording.day(one.date),
            one.accuser,
            one.accused,
            one.summary,
            one.evidence or NO_WORD,
            denial_in_words(one),
            as_said(one.grade),
        )
        for one in ledger.accusations
    )
    names = (
        (*one.source_ids, *(name for denial in one.denials for name in denial.source_ids)) for one in ledger.accusations
    )
    sources = tuple(material.citations.strongest(some) for some in names)
    return Grid("Accusations with evidence and denial", headings, rows, sources, NOTE)


def denial_in_words(accusation: Accusation) -> str:
    """Who denies it and when, as far as that is on record."""
    told = [f"{denial.by}, {wording.day(denial.date)}: {denial.summary}" for denial in accusation.denials]
    spoken = {denial.by for denial in accusation.denials}
    told += [f"{name} (its words are not on record)" for name in deniers(accusation) if name not in spoken]
    return " ".join(told) if told else NOBODY


def times(figure: Figure) -> str:
    """How often: once, twice, 3 times."""
    total = int(figure.value or 0)
    return {1: "once", 2: "twice"}.get(total, f"{wording.number(total)} times")


def _sources(material: Material, some: tuple[Accusation, ...] | list[Accusation]) -> tuple[str, ...]:
    return material.citations.strongest(name for one in some for name in one.source_ids)


def _period(material: Material) -> str:
    return wording.span(material.selection.filters.start, material.selection.filters.end)
