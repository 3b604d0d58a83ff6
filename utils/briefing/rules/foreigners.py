"""Attacks on foreign nationals: how many, of whom, and the latest; and attacks on projects that hit no foreigner.

Knows the series of attacks. It must not know distances or money.
"""

from __future__ import annotations

from collections.abc import Iterator

from utils.analysis.figures import Figure
from utils.analysis.foreigners import AT_A_PROJECT, attacks_of
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.briefing.rules.exposure import cited
from utils.visuals import wording


def foreigners(material: Material) -> Iterator[Sentence]:
    """How many attacks on foreign nationals are on record, by nationality, and the latest; and those on projects."""
    edition = material.selection.edition
    attacks = attacks_of(edition, material.selection.filters, edition.as_of)
    rows = attacks.frame[(attacks.frame["group"] != AT_A_PROJECT).to_numpy(dtype=bool)]
    if not rows.empty:
        every = attacks.figure(*attacks.nationalities)
        groups = [attacks.figure(group) for group in attacks.nationalities]
        named = [f"{g} {wording.number(f.value)}" for g, f in zip(attacks.nationalities, groups, strict=True)]
        last = rows["incident_id"].iloc[-1]
        total = wording.count(int(every.value or 0), "attack")
        verb = "is" if every.value == 1 else "are"
        text = (
            f"{wording.sentence_case(total)} on foreign nationals {verb} on record since {attacks.first}, by "
            f"nationality: {wording.listing(named)}; the latest: {material.began(last)}."
        )
        since = Figure(attacks.first, "year", "first-year")
        yield Sentence(text, "exposure.foreigners", (every, *groups, since), cited(material, every.basis), every.basis)
    if AT_A_PROJECT in attacks.groups:
        figure = attacks.figure(AT_A_PROJECT)
        verb = "is" if figure.value == 1 else "are"
        attack = wording.count(int(figure.value or 0), "more attack")
        text = f"{attack} named in a project's security note {verb} not recorded as aimed at foreigners."
        yield Sentence(text, "exposure.at-projects", (figure,), cited(material, figure.basis), figure.basis)
