"""Districts that share a name, told apart by their provinces: no page, count or link takes one for the other.

Knows the Places sheet. It must not know which tables name places, nor how a problem is worded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from utils.tables.vocabularies import PLACE_KINDS, Entry, Vocabulary, slug

PROVINCE, DISTRICT = PLACE_KINDS.labels[1:]


def told_apart(places: pd.DataFrame) -> pd.DataFrame:
    """The places, each district whose name another province has too named with its province in brackets.

    The name as it stood becomes another spelling of it, which means it only beside its province.
    """
    province = _provinces(places)
    names = places["name"].map(slug).where((places["kind"] == DISTRICT) & province.notna())
    shared = province.groupby(names).transform("nunique").gt(1).to_numpy(dtype=bool, na_value=False)
    if not shared.any():
        return places
    labels = (places["name"] + " (" + province + ")").where(shared, places["name"]).astype(places["name"].dtype)
    spellings = [
        (*others, name) if both else others
        for others, name, both in zip(places["other_names"], places["name"], shared, strict=True)
    ]
    return places.assign(name=labels, other_names=pd.Series(spellings, index=places.index, dtype="object"))


@dataclass(frozen=True, eq=False)
class DistrictNames:
    """The names of the districts, and those of them that mean another district in another province."""

    places: pd.DataFrame

    @cached_property
    def every(self) -> Vocabulary:
        """Every district with its spellings; a spelling of several names none of them."""
        return names_of(self.places, DISTRICT)

    @cached_property
    def shared(self) -> Mapping[str, Mapping[str, str]]:
        """By a spelling that names several districts, their labels by province."""
        rows = self.places[self.places["kind"] == DISTRICT]
        meant: dict[str, dict[str, str]] = {}
        for name, others, province in zip(
            rows["name"], rows["other_names"], _provinces(self.places)[rows.index], strict=True
        ):
            for word in others if isinstance(province, str) else ():
                meant.setdefault(slug(word), {})[province] = name
        return {word: labels for word, labels in meant.items() if len(set(labels.values())) > 1}

    def label_for(self, text: str, province: object) -> str | None:
        """The district that the text means in that province; None where it means none, or one of several."""
        label = self.every.label_for(text)
        if label is None and isinstance(province, str):
            label = self.shared.get(slug(text), {}).get(province)
        return label

    def meant(self, text: str) -> tuple[str, ...]:
        """The districts that the text may mean when no province says which."""
        return tuple(self.shared.get(slug(text), {}).values())


def names_of(places: pd.DataFrame, kind: str) -> Vocabulary:
    """The places of that kind as a list that a cell may be chosen from."""
    rows = places[places["kind"] == kind]
    named = rows[["name", "other_names", "native_name"]].itertuples(index=False, name=None)
    entries = (
        Entry(name, "", (*spellings, native) if isinstance(native, str) else spellings)
        for name, spellings, native in named
    )
    return Vocabulary("places", tuple(entries))


def _provinces(places: pd.DataFrame) -> pd.Series[str]:
    """The name of the province in which each place lies, where its parent is one."""
    rows = places[places["kind"] == PROVINCE]
    return places["parent"].map(dict(zip(rows["place_id"], rows["name"], strict=True)))
