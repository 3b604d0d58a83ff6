"""What happened, where, how, against whom, and who is said to have done it.

Knows which counts are told. It must not know tolls.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from utils.analysis.counts import TimeCounts, count_by, count_incidents, count_where
from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.selection import BEGUN
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.briefing.rules import change, whose
from utils.briefing.rules.lateness import late_reports
from utils.visuals import wording

MOST = 3
"""A sentence names the first few and counts the rest."""

UNKNOWN = "unknown"

ACTOR = "actor"
"""What those are called who are held to have done it."""

DIVIDED = ("tactic", "target_type")
"""Columns whose counts would mix the sides of the fight, and are therefore told by actor."""

NO_CAMPAIGN = "none"
"""What the column Campaign holds for an incident that was part of no named operation."""

HOW_KNOWN = {
    "claimed": "claimed by the actor itself",
    "attributed": "attributed by officials or others",
    "alleged": "alleged by an adversary or an advocacy group, or contested",
    "unclaimed": "unclaimed",
}
"""Attributions as a sentence tells them, in the order in which they are told."""


def incidents(material: Material) -> Iterator[Sentence]:
    """Every sentence about incidents that the selection can answer for."""
    if material.selection.empty:
        yield Sentence("No incident is selected.", "incidents.none", (count_incidents(material.selection),))
        return
    yield campaigns(material)
    yield from change.changes(material)
    yield from busiest(material)
    yield leading(material, "admin2", "district")
    yield leading(material, "tactic", "tactic")
    yield leading(material, "target_type", "target")
    yield from women_fighters(material)
    yield leading(material, "actor", ACTOR)
    yield attribution(material)
    yield late_reports(material)


def campaigns(material: Material) -> Sentence:
    """How many incidents belong to which named operation, to none, or to one not known."""
    total = count_incidents(material.selection)
    known = _known(material, "campaign")
    labels = [*known.loc[known["label"] != NO_CAMPAIGN, "label"], NO_CAMPAIGN]
    figures = {label: count_where(material.selection, "campaign", label, "incidents") for label in labels}
    told = {label: figure for label, figure in figures.items() if figure.value}
    missing = len(material.incidents) - int(known["incidents"].sum())
    loose = f"; for {wording.number(missing)} that is not known" if missing and told else ""
    text = f"{_belonging(told, len(material.incidents))}{loose}."
    left = Figure(missing, "incidents", "count-unknown", (), total.coverage)
    every = (total, left, *figures.values())
    return Sentence(text, "incidents.campaigns", every, _sources(material), _rows(material))


def _belonging(told: Mapping[str, Figure], total: int) -> str:
    """To which operations the incidents belong: 39 of 53 incidents belong to A, 12 to B and 2 to no named operation."""
    if not told:
        return "Whether the incidents belong to a named operation is not known"
    if len(told) == 1 and next(iter(told.values())).value == total:
        only = next(iter(told))
        return (
            "No incident belongs to a named operation" if only == NO_CAMPAIGN else f"Every incident belongs to {only}"
        )
    first = next(iter(told.values())).value
    shares = [
        f"{wording.number(figure.value)} to {'no named operation' if label == NO_CAMPAIGN else label}"
        for label, figure in told.items()
    ]
    opening = f"Of {wording.count(total, 'incident')}, {wording.number(first)} {'belongs' if first == 1 else 'belong'}"
    return opening + wording.listing(shares).removeprefix(wording.number(first))


def _known(material: Material, column: str) -> pd.DataFrame:
    """The column's values with their counts, without what stands for not knowing."""
    frame = count_by(material.selection, column, UNKNOWN)
    return frame[frame["known"].astype(bool) & (frame["label"] != UNKNOWN)]


def busiest(material: Material) -> Iterator[Sentence]:
    """The week or month in which most incidents began, when one stands out."""
    counts = material.counts
    frame = counts.frame
    most = int(frame["incidents"].max()) if len(frame) else 0
    peaks = frame[frame["incidents"] == most]
    if most < 2 or len(frame) < 2 or len(peaks) != 1:
        return
    start = peaks["start"].iloc[0].date()
    rows = _begun_in(material, peaks["start"].iloc[0], counts.step)
    begun = tuple(name for name in rows["incident_id"] if name in set(counts.placed))
    figure = Figure(most, "incidents", f"busiest-{counts.step}", begun, counts.figure.coverage, columns=BEGUN)
    part = ", of which the period holds only a part" if bool(peaks["part"].iloc[0]) else ""
    text = (
        f"The busiest {counts.step}, {_step(counts, start)}{part}, has {wording.number(most)} "
        f"of the {wording.count(len(counts.placed), 'incident')} that can be counted by {counts.step}."
    )
    yield Sentence(text, "incidents.busiest", (figure, counts.figure), material.sources_of(rows), counts.placed)


def leading(material: Material, column: str, noun: str) -> Sentence:
    """The column's commonest values with their counts, how many there are, and how many rows give none."""
    known = _known(material, column)
    told = _ahead(known)
    figures = [count_where(material.selection, column, label, "incidents") for label in told]
    remarks = [_remark(material, column, label) for label in told]
    named = [
        f"{label} ({wording.number(figure.value)}{remark})"
        for label, figure, (remark, _) in zip(told, figures, remarks, strict=True)
    ]
    missing = len(material.incidents) - int(known["incidents"].sum())
    every = Figure(
        len(known),
        f"{noun}s",
        f"distinct-{column}",
        (),
        Coverage(len(material.incidents) - missing, len(material.incidents)),
    )
    left = Figure(missing, "incidents", "count-unknown", _without(material, column), every.coverage)
    lost = f"; {wording.count(missing, 'incident')} {'gives' if missing == 1 else 'give'} none"
    text = f"{_ranking(noun, named, len(known))}{lost if missing and len(known) else ''}."
    counted = (*figures, every, left, *(figure for _, some in remarks for figure in some))
    sources = _sources_of_values(material, column, told) or _sources(material)
    return Sentence(text, f"incidents.{noun}s", counted, sources, material.selection.incident_ids)


def _remark(material: Material, column: str, label: str) -> tuple[str, tuple[Figure, ...]]:
    """Of an actor how much is only alleged; of a tactic or target whose the incidents are, where they are several's."""
    kept = (material.incidents[column] == label).to_numpy(dtype=bool, na_value=False)
    if column == ACTOR:
        remark, figures = whose.only_alleged(material.incidents[kept])
        return f", {remark}" if remark else "", figures
    remark, figures = whose.split(material, kept) if column in DIVIDED else ("", ())
    return f": {remark}" if remark else "", figures


def _sources_of_values(material: Material, column: str, told: Sequence[str]) -> tuple[str, ...]:
    """The strongest source of each value that is told, and of what is only alleged among their incidents."""
    rows = material.incidents[material.incidents[column].isin(told).to_numpy()]
    values = [rows[(rows[column] == label).to_numpy(dtype=bool, na_value=False)] for label in told]
    return whose.sources_of_each(material, (*values, whose.alleged(rows)))


def _ahead(known: pd.DataFrame) -> list[str]:
    """The first few values, as far as each is commoner than every value left out."""
    counts = known["incidents"].tolist()
    next_best = counts[MOST] if len(counts) > MOST else 0
    return [label for label, count in zip(known["label"][:MOST], counts[:MOST], strict=True) if count > next_best]


def _ranking(noun: str, named: Sequence[str], every: int) -> str:
    if not every:
        return f"No incident gives {'an' if noun == ACTOR else 'a'} {noun}"
    if every == 1:
        return f"The only {noun} is {named[0]}"
    if not named:
        return f"No {noun} stands out among {wording.number(every)}"
    if every == len(named):
        return f"The {noun}s are {wording.listing(named)}"
    verb = "is" if len(named) == 1 else "are"
    if noun == ACTOR:
        return f"Of {wording.number(every)} {noun}s, named most often {verb} {wording.listing(named)}"
    return f"The commonest of {wording.number(every)} {noun}s {verb} {wording.listing(named)}"


def women_fighters(material: Material) -> Iterator[Sentence]:
    """In how many incidents women are recorded as fighters, in how many not, and for how many it is not known."""
    yes = count_where(material.selection, "female_fighter", "yes", "incidents")
    no = count_where(material.selection, "female_fighter", "no", "incidents")
    if not yes.value:
        return
    unknown = yes.coverage.of - yes.coverage.known
    parts = [f"recorded as absent in {wording.number(no.value)}"] if no.value else []
    parts += [f"not known for {wording.number(unknown)}"] if unknown else []
    others = f"; {wording.listing(parts)}" if parts else ""
    rows = material.incidents[(material.incidents["female_fighter"] == "yes").to_numpy(dtype=bool, na_value=False)]
    accounts, told = _accounts(rows)
    text = f"Women are recorded as fighters in {wording.count(int(yes.value), 'incident')}{accounts}{others}."
    figures = (yes, no, Figure(unknown, "incidents", "count-unknown", (), yes.coverage), *told)
    yield Sentence(text, "incidents.women-fighters", figures, material.sources_of(rows), ids_of(rows["incident_id"]))


def _accounts(rows: pd.DataFrame) -> tuple[str, tuple[Figure, ...]]:
    """By whose accounts, and how many by each; empty where none is recorded."""
    by = rows["attributed_by"].value_counts()
    figures = tuple(
        Figure(int(held), "incidents", "by-account", ids_of(rows.loc[(rows["attributed_by"] == who), "incident_id"]))
        for who, held in by.items()
    )
    named = [f"{who} ({wording.number(figure.value)})" for who, figure in zip(by.index, figures, strict=True)]
    left = Figure(max(0, len(named) - MOST), "others", "left-over")
    return (f", by the account of {wording.listing(named, MOST)}" if named else ""), (*figures, left)


def attribution(material: Material) -> Sentence:
    """How it is known who did it: claimed, attributed, alleged, unclaimed, or not recorded."""
    column = "attribution"
    figures = {key: count_where(material.selection, column, key, "incidents") for key in HOW_KNOWN}
    parts = [f"{wording.number(figures[key].value)} {said}" for key, said in HOW_KNOWN.items() if figures[key].value]
    missing = int(material.incidents[column].isna().sum())
    if missing:
        parts.append(f"for {wording.number(missing)} it is not recorded")
    known = Coverage(len(material.incidents) - missing, len(material.incidents))
    left = Figure(missing, "incidents", "count-unknown", _without(material, column), known)
    text = f"How the perpetrator is known: {wording.listing(parts)}."
    counted = [
        material.incidents[(material.incidents[column] == key).to_numpy(bool, na_value=False)] for key in figures
    ]
    sources = whose.sources_of_each(material, counted) or _sources(material)
    return Sentence(text, "incidents.attribution", (*figures.values(), left), sources, _rows(material))


def _without(material: Material, column: str) -> tuple[str, ...]:
    """The incidents that give no value in the column, or say that it is unknown."""
    values = material.incidents[column]
    return ids_of(material.incidents.loc[(values.isna() | (values == UNKNOWN)).to_numpy(dtype=bool), "incident_id"])


def _begun_in(material: Material, start: pd.Timestamp, step: str) -> pd.DataFrame:
    """The incidents that began in the step that starts on that day."""
    end = start + (pd.DateOffset(days=7) if step == "week" else pd.DateOffset(months=1))
    days = material.incidents["start_date"]
    return material.incidents[((days >= start) & (days < end)).to_numpy()]


def _step(counts: TimeCounts, start: dt.date) -> str:
    return wording.month(start) if counts.step == "month" else wording.span(start, start + dt.timedelta(days=6))


def _sources(material: Material) -> tuple[str, ...]:
    return material.sources_of(material.incidents)


def _rows(material: Material) -> tuple[str, ...]:
    return material.selection.incident_ids
