"""The latest incident on record, the few there are in their own words, and where the record ends and thins.

Knows how the newest of the record is told. It must not know tolls or campaigns.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.visuals import wording

FEW = 3
"""So many incidents are told by what the record says of each; of more only the latest."""

LATEST = "Latest of these"


def each(material: Material) -> Iterator[Sentence]:
    """What the record says of each incident, in their order."""
    for _, row in _ordered(material).iterrows():
        yield _told(material, row, material.began(row["incident_id"]))


def of_the_record(material: Material) -> Iterator[Sentence]:
    """The latest incident, where there are more than few and one is the latest; and where the record ends."""
    rows = _ordered(material)
    last = rows[(rows["start_date"] == rows["start_date"].max()).to_numpy()]
    if len(rows) > FEW and len(last) == 1:
        row = last.iloc[0]
        yield _told(material, row, f"{LATEST}, {material.began(row['incident_id'])}")
    yield from end_of_the_record(material)


def _ordered(material: Material) -> pd.DataFrame:
    return material.incidents.sort_values(["start_date", "incident_id"], kind="stable")


def end_of_the_record(material: Material) -> Iterator[Sentence]:
    """Where the record ends, and from when on it is thin: nothing on it after that shows calm."""
    about = material.about
    if about.as_of is None:
        return
    thin = (
        f" and is thin after {wording.day(about.dense_to)}" if about.dense_to and about.dense_to < about.as_of else ""
    )
    yield Sentence(f"The record ends on {wording.day(about.as_of)}{thin}.", "numbers.end-of-the-record")


def _told(material: Material, row: pd.Series, label: str) -> Sentence:
    ids = (row["incident_id"],)
    cited = material.citations.strongest(row["source_ids"])
    return Sentence(row["summary"], "numbers.latest", (), cited, ids, label=label, quoted=True)
