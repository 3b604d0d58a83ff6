"""One edition seen through one choice, as a briefing: rules in their order, pictures, numbered sources.

Knows the order of the sections. It must not know any wording, nor how a briefing is rendered. It is pure: the same
edition and choice give the same briefing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import urlencode

from utils.analysis.filters import Filters, Ignored, Options, to_query
from utils.analysis.selection import select
from utils.briefing.choice import filter_lines, ignored_lines, selected_in_words
from utils.briefing.citing import Citations
from utils.briefing.document import Briefing, Part, Section, Sentence
from utils.briefing.investments import MONEY, NEAR, investments
from utils.briefing.map_choice import ALL_AS_USUAL
from utils.briefing.material import Material
from utils.briefing.measures import responses, waves
from utils.briefing.prospects import outlook, region
from utils.briefing.rules import (
    bottom_line,
    contested,
    context,
    gaps,
    incidents,
    key_judgements,
    latest,
    method,
    numbers,
    one_by_one,
    places,
    since,
)
from utils.briefing.what_ifs import AS_RECORDED, WhatIfs, lines_of_choice
from utils.briefing.where import shown_in, where
from utils.editions.edition import Edition
from utils.tables.vocabularies import SHARING_LABELS
from utils.visuals import wording
from utils.visuals.contests import contest_picture
from utils.visuals.framing import Box
from utils.visuals.geography import Base
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.timeline import week_picture

STRICTEST = SHARING_LABELS.labels[-1]
"""What nobody has labelled is not thereby free to share."""

Earlier: TypeAlias = Callable[[], Edition | None]
"""Gives the edition before, when it is asked for; None when it is not at hand."""


def not_at_hand() -> None:
    """The edition before, where nobody keeps one."""


def compose(  # noqa: PLR0913  # what a briefing depends on, and nothing else
    edition: Edition,
    filters: Filters,
    *,
    ignored: Sequence[Ignored] = (),
    options: Options,
    base: Base,
    look: Look,
    earlier: Earlier = not_at_hand,
    what_ifs: WhatIfs = AS_RECORDED,
) -> Briefing:
    """The briefing of that edition for that choice. `earlier` is asked when the section on changes is written."""
    citations = _citations(edition)
    material = Material(select(edition, filters), options, tuple(ignored), citations, map_box(edition, base))
    about, choice = edition.dataset.about, what_ifs.map
    on_the_map = shown_in(material, choice, base.routes).words if choice != ALL_AS_USUAL else ""
    return Briefing(
        label=about.label or STRICTEST,
        title=about.title,
        period=wording.span(filters.start, filters.end),
        issued=_issued(edition),
        edition_line=_edition_line(edition),
        date=about.as_of,
        filter_lines=(*filter_lines(filters, options), *lines_of_choice(what_ifs, edition, on_the_map)),
        ignored=ignored_lines(ignored),
        parts=_parts(material, base, look, earlier, what_ifs),
        cite=citations.note,
        boundary_note=about.boundary_note or "",
        disclaimer=about.disclaimer or "",
        closing=method.closing(material),
        selected=selected_in_words(filters),
        query=urlencode({**to_query(filters), **what_ifs.query}, doseq=True),
    )


@lru_cache(maxsize=8)
def _citations(edition: Edition) -> Citations:
    """The sources of an edition, ranked once for all choices."""
    return Citations(edition.dataset.sources)


def _parts(material: Material, base: Base, look: Look, earlier: Earlier, what_ifs: WhatIfs) -> tuple[Part, ...]:
    return (
        _part("bottom-line", "Bottom line", lambda: bottom_line.bottom_line(material)),
        _part("judgements", "Key judgements", lambda: key_judgements.key_judgements(material)),
        Part(("numbers",), lambda: (_numbers(material),)),
        _part("since", "What changed since the last edition", lambda: since.since(material, earlier())),
        *_what_happened(material, base, look, what_ifs),
        Part(("contested",), lambda: (_contested(material, look),)),
        Part(("responses",), lambda: (responses(material, look),)),
        Part((NEAR, MONEY), lambda: investments(material, base, look, what_ifs.yardstick, what_ifs.boundaries)),
        Part(("region",), lambda: (region(material, base, look, what_ifs.boundaries),)),
        Part(("outlook",), lambda: (outlook(material, look, what_ifs),)),
        _part("context", "What an author argues", lambda: context.context(material)),
        _part("gaps", "What this briefing does not know", lambda: gaps.gaps(material)),
        Part(("method",), lambda: (_method(material),)),
    )


def _what_happened(material: Material, base: Base, look: Look, what_ifs: WhatIfs) -> tuple[Part, ...]:
    """The incidents: counted, on the map, over time, and the waves among them."""
    return (
        Part(("incidents",), lambda: (_incidents(material),)),
        Part(("map",), lambda: (where(material, base, look, what_ifs),)),
        _part(
            "time",
            "When",
            lambda: (places.over_time(material),),
            lambda: (week_picture(material.counts, look, material.named),),
        ),
        Part(("waves",), lambda: (waves(material, look),)),
    )


def _numbers(material: Material) -> Section:
    said = tuple(latest.of_the_record(material))
    return Section("numbers", "In numbers", said, strips=numbers.strips(material))


def _part(
    key: str, heading: str, say: Callable[[], Iterable[Sentence]], draw: Callable[[], tuple[Picture, ...]] = tuple
) -> Part:
    return Part((key,), lambda: (Section(key, heading, tuple(say()), draw=draw),))


def _incidents(material: Material) -> Section:
    said = tuple(incidents.incidents(material))
    return Section("incidents", "What happened", said, one_by_one.one_by_one(material))


def _contested(material: Material, look: Look) -> Section:
    told = contested.told_contests(material)
    return Section(
        "contested",
        "What is contested",
        tuple(contested.contested(material)),
        contested.contested_table(material),
        draw=lambda: (contest_picture(told, look=look),) if told else (),
    )


def _method(material: Material) -> Section:
    return Section("method", "How to read it", tuple(method.method(material)), method.constants_table())


def map_box(edition: Edition, base: Base) -> Box:
    """What the map shows: the box of the About sheet when it is one, else the whole base."""
    about = edition.dataset.about
    edges = (about.map_west, about.map_south, about.map_east, about.map_north)
    given = [edge for edge in edges if edge is not None]
    if len(given) < len(edges):
        return base.box
    west, south, east, north = given
    return (west, south, east, north) if west < east and south < north else base.box


def _edition_line(edition: Edition) -> str:
    as_of = edition.dataset.about.as_of
    reach = f"as of {wording.day(as_of)}" if as_of else "as-of date not given"
    return f"{edition.line}, {reach}"


def _issued(edition: Edition) -> str:
    if edition.draft:
        return "Not issued: a draft"
    return f"Issued {wording.day(edition.at.date())}" if edition.at else "Date of issue not recorded"
