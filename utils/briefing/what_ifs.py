"""What a reader tries out, so that a document shows it as the page does: its names in links, and it in words.

Knows the names and the values that exist. It must not know sessions, nor how a document is written. A what-if stands
in a link under its prefix and only while it differs from the usual value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from utils.analysis.filters import LONGEST_VALUE, MOST_IGNORED, Filters, Ignored
from utils.analysis.indicators import Indicator
from utils.analysis.outlook import Outlook, outlook_of_edition
from utils.analysis.yardsticks import SETTINGS, USUAL, Setting, Yardstick, read_yardstick
from utils.briefing.map_choice import ALL_AS_USUAL, STEP, MapChoice, offered, read_map_choice
from utils.editions.edition import Edition
from utils.tables.vocabularies import INDICATOR_STATES, slug
from utils.visuals import wording
from utils.visuals.borders import CHOICES, DOTTED, Boundaries, boundaries_of
from utils.visuals.overlays import PROJECTS, SWITCHED, TOLLS

PREFIX = "if-"
"""How the name of every what-if begins in a link."""

DAY, BORDERS = "counted-back-from", "borders"
RECORD, PERIOD = "record", "period"
"""What days may be counted back from: the end of the record, as usual, or that of the period."""

LABELS = {
    "radius": "Near means within",
    "window": "In the last",
    "decay": "Score fades to 37 % over",
    "half_life": "Score halves in",
}
"""What a reader sets of the yardstick, by field."""

COUNTED_FROM, BOUNDARIES, MAP_STEP = "Counted back from", "Boundaries", "Step of the map"

if set(LABELS) != {setting.field for setting in SETTINGS}:
    raise TypeError("the labels and the settings of the yardstick differ")


@dataclass(frozen=True)
class WhatIfs:
    """What is otherwise than usual: the yardstick, states of indicators (id and state), boundaries, the one map."""

    yardstick: Yardstick = USUAL
    states: tuple[tuple[str, str], ...] = ()
    boundaries: Boundaries = DOTTED
    map: MapChoice = ALL_AS_USUAL

    @property
    def query(self) -> dict[str, list[str]]:
        """The what-ifs as parameters of a link; empty where all is as usual."""
        told = {one.name: str(one.of(self.yardstick)) for one in SETTINGS if one.of(self.yardstick) != one.usual}
        told |= {DAY: PERIOD} if self.yardstick.until else {}
        told |= {slug(name): slug(state) for name, state in self.states}
        told |= {BORDERS: self.boundaries.key} if self.boundaries != DOTTED else {}
        told |= self.map.query
        return {f"{PREFIX}{name}": [value] for name, value in told.items()}

    @property
    def of_the_map(self) -> WhatIfs:
        """What changes the map: of the yardstick what its circles hang on, where they are drawn."""
        near = self.yardstick.nearness if PROJECTS.key in self.map.layers else USUAL
        return WhatIfs(near, boundaries=self.boundaries, map=self.map)

    def outlook(self, edition: Edition) -> Outlook:
        """The edition's outlook with those indicators as they are tried out."""
        recorded = outlook_of_edition(edition)
        return recorded.flipping(dict(self.states)) if self.states else recorded


AS_RECORDED = WhatIfs()
"""Nothing is tried out."""


def read_what_ifs(
    query: Mapping[str, Sequence[str]], edition: Edition, filters: Filters
) -> tuple[WhatIfs, tuple[Ignored, ...]]:
    """What the query tries out, as near as this edition can follow it, and the values that it could not follow.

    Names that stand for nothing in a document are passed over in silence, as on the pages.
    """
    asked = {name.removeprefix(PREFIX): given[0] for name, given in query.items() if name.startswith(PREFIX) and given}
    if not asked:
        return AS_RECORDED, ()
    recorded = outlook_of_edition(edition)
    at_end = asked.get(DAY) == PERIOD and filters.end < edition.as_of
    tried = WhatIfs(
        read_yardstick(asked, filters.end if at_end else None),
        _flipped(asked, recorded),
        boundaries_of(asked.get(BORDERS)),
        read_map_choice(asked, filters),
    )
    return tried, tuple(_not_followed(asked, recorded, filters))[:MOST_IGNORED]


def _flipped(asked: Mapping[str, str], recorded: Outlook) -> tuple[tuple[str, str], ...]:
    """The indicators that are set otherwise than they stand."""
    states = ((one, INDICATOR_STATES.label_for(asked.get(slug(one.indicator_id), ""))) for one in recorded.indicators)
    return tuple((one.indicator_id, state) for one, state in states if state is not None and state != one.standing)


def _not_followed(asked: Mapping[str, str], recorded: Outlook, filters: Filters) -> Iterator[Ignored]:
    for name, values, used in (*_offered(recorded), *offered(filters)):
        if name in asked and asked[name] not in values and slug(asked[name]) not in values:
            yield Ignored(f"{PREFIX}{name}", asked[name][:LONGEST_VALUE], used)


def _offered(recorded: Outlook) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each name with the values that exist for it, and what is used in place of any other."""
    yield from ((one.name, tuple(map(str, one.values)), str(one.usual)) for one in SETTINGS)
    yield DAY, (RECORD, PERIOD), RECORD
    yield BORDERS, tuple(choice.key for choice in CHOICES), DOTTED.key
    states = tuple(map(slug, INDICATOR_STATES.labels))
    yield from ((slug(one.indicator_id), states, one.standing) for one in recorded.indicators)


def lines_of_choice(what_ifs: WhatIfs, edition: Edition, on_the_map: str) -> tuple[tuple[str, str], ...]:
    """What the first page says of all this, each line with its heading: what is tried out, what the map shows."""
    said = (("Tried out", told(what_ifs, edition)), ("On the map", on_the_map))
    return tuple((heading, words) for heading, words in said if words)


def told(what_ifs: WhatIfs, edition: Edition) -> str:
    """Everything that is tried out, beside what is usual, as one line; empty where all is as usual."""
    yardstick = what_ifs.yardstick
    said = [_set(one, yardstick) for one in SETTINGS if one.of(yardstick) != one.usual]
    said += [f"days counted back from {wording.day(yardstick.until)}, the end of the period"] if yardstick.until else []
    said += [f"boundaries: {what_ifs.boundaries.name.lower()}"] if what_ifs.boundaries != DOTTED else []
    said += [flip(one) for one in what_ifs.outlook(edition).flipped]
    return wording.sentence_case("; ".join(said))


def asked_for(parameter: str) -> str:
    """What a parameter of a link sets, in words; one that sets an indicator is called by the indicator's id."""
    name = parameter.removeprefix(PREFIX)
    titles = {one.name: LABELS[one.field] for one in SETTINGS} | {DAY: COUNTED_FROM, BORDERS: BOUNDARIES}
    titles |= {layer.key: layer.name for layer in (*SWITCHED, TOLLS)} | {STEP: MAP_STEP}
    return f"“{titles.get(name, name)}” set to"


def _set(setting: Setting, yardstick: Yardstick) -> str:
    label = LABELS[setting.field]
    return f"{label[0].lower()}{label[1:]} {setting.of(yardstick)} {setting.unit} (usually {setting.usual})"


def flip(indicator: Indicator) -> str:
    """An indicator that is set otherwise than it stands, in words."""
    return f"“{indicator.text}” as {indicator.state} (otherwise {indicator.standing})"
