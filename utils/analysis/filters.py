"""What a reader chose to see, and its address: the same choice on every page, in every link and document.

Knows the choices and how they are written in a query. It must not know how they are asked for or shown.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from itertools import islice

from utils.analysis.surroundings import RADIUS, placed
from utils.tables.cells import EARLIEST, LATEST
from utils.tables.dataset import Dataset
from utils.tables.vocabularies import Entry, Vocabulary, slug

NOT_IDENTIFIED = "Not identified"
"""Another way to write the choice of rows that say nothing along a dimension; no row holds these words."""


NEAR = "near"
"""Stands for the column of the one dimension that looks at none: incidents near projects, told by their points."""


@dataclass(frozen=True)
class Dimension:
    """One thing to filter by: its name in `Filters`, in links, and for people; and the column it looks at."""

    field: str
    parameter: str
    label: str
    column: str
    everything: str
    unknown: str


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("districts", "district", "Districts", "admin2", "all districts", "District not known"),
    Dimension("event_types", "type", "Event types", "event_type", "all event types", "Type not known"),
    Dimension("tactics", "tactic", "Tactics", "tactic", "all tactics", "Tactic not known"),
    Dimension("actors", "actor", "Perpetrators", "actor", "all perpetrators", "Perpetrator not identified"),
    Dimension("campaigns", "campaign", "Campaign", "campaign", "all campaigns", "Campaign not known"),
    Dimension("surroundings", "near", f"Within {RADIUS} km of a project", NEAR, "not filtered", ""),
)

FROM, TO = "from", "to"
PARAMETERS = (FROM, TO, *(dimension.parameter for dimension in DIMENSIONS))
"""The words of ours that stand before a "=" in a link."""

_ALIKE, _LONGER = 0.8, 1
"""How like one of ours a word is taken for a slip, and by how many letters it may differ in length: `districts` is one,
while `campaignid` and `utm_campaign` are what advertising writes into links."""

MOST_IGNORED, LONGEST_VALUE = 20, 80
"""Of what a link asks in vain so much is told; a link can be as long as its maker likes."""


@dataclass(frozen=True)
class Filters:
    """A reader's choice. Days are inclusive; an empty tuple means everything."""

    start: dt.date
    end: dt.date
    districts: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    surroundings: tuple[str, ...] = ()

    def chosen(self, dimension: Dimension) -> tuple[str, ...]:
        """What was chosen along one dimension."""
        values: tuple[str, ...] = getattr(self, dimension.field)
        return values

    def choosing(self, dimension: Dimension, values: Iterable[str]) -> "Filters":
        """The same choice with others along one dimension."""
        return replace(self, **{dimension.field: tuple(values)})  # type: ignore[arg-type]  # every such field is a tuple of text


@dataclass(frozen=True)
class Ignored:
    """A part of a link that this edition cannot follow, and the nearest thing that it could.

    Where the parameter is none of ours, the nearest is the parameter that may have been meant.
    """

    parameter: str
    value: str
    nearest: str | None = None

    @property
    def misnamed(self) -> bool:
        """Whether the word before the "=" is a slip, rather than the value."""
        return self.nearest in PARAMETERS and self.parameter not in PARAMETERS


@dataclass(frozen=True)
class Options:
    """What can be chosen in a dataset: each dimension's labels, the record's first and last day, the home view.

    `native` are the names of places in their own script, `also` the other spellings by which they may be asked for.
    """

    labels: Mapping[str, Vocabulary]
    first: dt.date
    last: dt.date
    home: Filters
    native: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def shown(self, label: str) -> str:
        """The label as readers see it: a place with its name in its own script."""
        return f"{label} ({self.native[label]})" if label in self.native else label

    def searched(self, label: str) -> str:
        """The label as readers search it: a place with its name in its own script and its other spellings."""
        native = (self.native[label],) if label in self.native else ()
        also = (f"also {', '.join(self.also[label])}",) if label in self.also else ()
        return f"{label} ({'; '.join((*native, *also))})" if native or also else label


def options_of(dataset: Dataset, as_of: dt.date) -> Options:
    """The choices that the dataset offers, in the order of their lists, else of the alphabet."""
    incidents, about = dataset.incidents, dataset.about
    days = [
        day.date() for key in ("start_date", "end_date") for day in incidents[key].dropna().agg(["min", "max"]).dropna()
    ]
    first, last = min([*days, as_of]), max([*days, as_of])
    labels = {dimension.field: _labels(dataset, dimension) for dimension in DIMENSIONS}
    home = Filters(about.home_from or first, about.home_to or last)
    return Options(labels, first, last, home, dataset.native_names, dataset.other_names)


def _labels(dataset: Dataset, dimension: Dimension) -> Vocabulary:
    if dimension.column == NEAR:
        return _projects(dataset, dimension)
    column = dataset.incidents[dimension.column]
    found = set(column.dropna().unique())
    ordered = (
        [label for label in column.cat.categories if label in found] if column.dtype == "category" else sorted(found)
    )
    entries = [Entry(label, spellings=_spellings(dataset, dimension, label)) for label in ordered]
    unknown = [Entry(dimension.unknown, spellings=(NOT_IDENTIFIED,))] if column.isna().any() else []
    return Vocabulary(dimension.label, (*entries, *unknown))


def _projects(dataset: Dataset, dimension: Dimension) -> Vocabulary:
    """The projects that have a point, by name and, in links, by id."""
    named = placed(dataset.frame("projects")).sort_values("name", kind="stable")
    ids: dict[str, tuple[str, ...]] = {}
    for name, project_id in zip(named["name"], named["project_id"], strict=True):
        ids[name] = (*ids.get(name, ()), project_id)
    return Vocabulary(dimension.label, tuple(Entry(name, spellings=some) for name, some in ids.items()))


def _spellings(dataset: Dataset, dimension: Dimension, label: str) -> tuple[str, ...]:
    if dimension.column != "admin2":
        return ()
    native = dataset.native_names.get(label)
    return (*dataset.other_names.get(label, ()), *((native,) if native else ()))


def to_query(filters: Filters) -> dict[str, list[str]]:
    """The choice as query parameters. The period is always written out, so that a link shows the same years later."""
    query = {FROM: [filters.start.isoformat()], TO: [filters.end.isoformat()]}
    for dimension in DIMENSIONS:
        if filters.chosen(dimension):
            query[dimension.parameter] = [slug(value) for value in filters.chosen(dimension)]
    return query


def from_query(query: Mapping[str, Sequence[str]], options: Options) -> tuple[Filters, tuple[Ignored, ...]]:
    """The choice that a query asks for, as near as this dataset can follow it, and what it could not follow.

    Parameters that are not ours are passed over in silence, as links collect trackers on their way; but one that is
    nearly ours is told.
    """
    ignored: list[Ignored] = []
    start = _day(query, FROM, options.home.start, ignored)
    end = _day(query, TO, options.home.end, ignored)
    if start > end:
        ignored.append(Ignored(FROM, start.isoformat()))
        ignored.append(Ignored(TO, end.isoformat()))
        start, end = options.home.start, options.home.end
    chosen = {dimension.field: _known(query, dimension, options, ignored) for dimension in DIMENSIONS}
    return Filters(start, end, **chosen), (*ignored, *_misnamed(query))[:MOST_IGNORED]


def _misnamed(query: Mapping[str, Sequence[str]]) -> Iterator[Ignored]:
    """The words that are nearly ours, of as many as a link may fairly hold."""
    longest = max(map(len, PARAMETERS)) + _LONGER
    strange = (name for name in query if name not in PARAMETERS and len(name) <= longest)
    for name in islice(strange, MOST_IGNORED):
        close = get_close_matches(name.casefold(), PARAMETERS, n=1, cutoff=_ALIKE)
        if close and abs(len(close[0]) - len(name)) <= _LONGER:
            yield Ignored(name, "".join(query[name][:1])[:LONGEST_VALUE], close[0])


def mended(filters: Filters, slip: Ignored) -> dict[str, list[str]] | None:
    """The choice as a query with the nearest of what was ignored applied; None where it was used or there is none."""
    query = to_query(filters)
    if slip.misnamed:
        parameter, value = str(slip.nearest), slip.value
    elif slip.nearest is not None and slip.parameter in PARAMETERS and slip.parameter not in (FROM, TO):
        parameter, value = slip.parameter, slug(slip.nearest)
    else:
        return None
    others = [] if parameter in (FROM, TO) else query.get(parameter, [])
    return {**query, parameter: [*others, value]}


def _day(query: Mapping[str, Sequence[str]], parameter: str, home: dt.date, ignored: list[Ignored]) -> dt.date:
    given = query.get(parameter, ())
    if not given:
        return home
    try:
        asked = dt.date.fromisoformat(given[0])
    except ValueError:
        asked = dt.date.min
    if EARLIEST <= asked <= LATEST:
        return asked
    ignored.append(Ignored(parameter, given[0][:LONGEST_VALUE], home.isoformat()))
    return home


def _known(
    query: Mapping[str, Sequence[str]], dimension: Dimension, options: Options, ignored: list[Ignored]
) -> tuple[str, ...]:
    vocabulary = options.labels[dimension.field]
    asked: dict[str, None] = {}
    for value in query.get(dimension.parameter, ()):
        labels = vocabulary.labels_for(value)  # names that a link cannot tell apart are all meant
        asked |= dict.fromkeys(labels)
        if not labels and len(ignored) < MOST_IGNORED:  # looking for what is nearest is dear
            shown = value[:LONGEST_VALUE]
            ignored.append(Ignored(dimension.parameter, shown, vocabulary.nearest(shown)))
    return tuple(label for label in vocabulary.labels if label in asked)


if {dimension.field for dimension in DIMENSIONS} | {"start", "end"} != {field.name for field in fields(Filters)}:
    raise TypeError("the dimensions and the fields of Filters differ")
