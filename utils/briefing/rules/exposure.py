"""What lies near projects: how many have had violence near them, where most, and what that does not show.

Knows exposure at the yardstick that nobody has moved. It must not know money, nor what a reader tries out on a page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from utils.analysis.exposure import Exposure, count_name, exposure_of
from utils.analysis.figures import Figure, ids_of
from utils.analysis.projects import Projects, projects_of
from utils.analysis.repeats import Repeat, repeats_of
from utils.analysis.routes import Route
from utils.analysis.vicinities import LINE_BANDS, PRECISE, along_lines, by_place
from utils.analysis.yardsticks import BANDS, USUAL, WINDOWS, Yardstick
from utils.briefing.document import Grid, Sentence
from utils.briefing.material import Material
from utils.briefing.rules.placement import elsewhere, imprecise, placed
from utils.visuals import wording

MOST, ROWS = 3, 8

NOTE = (
    "Counted from projects whose spot or town is known; those placed more coarsely, and roads and railways, are not in "
    "it. Each band leaves out the ones before it; an incident near two projects of a place counts once there."
)
WHAT_IT_IS_NOT = (
    "That violence lies near a project does not show that the project was its aim: both are mostly in towns."
)


def exposure(material: Material, routes: tuple[Route, ...], yardstick: Yardstick = USUAL) -> Iterator[Sentence]:
    """Every sentence about what lies near the projects of the view; what differs by a yardstick that was moved says so.

    The usual result stands beside it.
    """
    projects = _projects(material)
    if projects.every.empty:
        yield Sentence("No project is on record here.", "exposure.none")
        return
    found = _found(material, routes, yardstick)
    if not projects.home.empty:
        yield near(material, found, projects)
        if yardstick != USUAL:
            yield usual(_found(material, routes, USUAL), projects)
        yield from repeated(material, found, projects)
        yield placed(found, projects)
        yield from most(material, found, projects)
    if not projects.districts:  # a line is not a district's
        yield from along(found)
    yield from elsewhere(projects)
    yield from imprecise(material, found)
    yield Sentence(WHAT_IT_IS_NOT, "exposure.limits")


def _projects(material: Material) -> Projects:
    return projects_of(material.selection.edition, material.selection.filters)


def _found(material: Material, routes: tuple[Route, ...], yardstick: Yardstick) -> Exposure:
    edition = material.selection.edition
    return exposure_of(edition, material.selection.filters, routes, yardstick.until or edition.as_of, yardstick)


def yardsticks(found: Exposure) -> tuple[Figure, ...]:
    """The distance and the spans of days that sentences about nearness name."""
    yardstick = found.yardstick
    lengths = dict.fromkeys((yardstick.radius, yardstick.decay, *(high for _, high in BANDS)))
    days = dict.fromkeys((yardstick.window, yardstick.half_life, *WINDOWS))
    return (
        *(Figure(length, "km", "yardstick") for length in lengths),
        *(Figure(window, "days", "yardstick") for window in days),
    )


def near(material: Material, found: Exposure, projects: Projects) -> Sentence:
    """How many projects of the theatre had violence near them, over each window, and how many incidents that is."""
    ids = ids_of(projects.home["project_id"])
    told, figures = _counted(found, projects)
    where = f" in {projects.place}" if projects.place else ""
    shorter = []
    for window in sorted((days for days in WINDOWS if days < found.yardstick.window), reverse=True):
        some, incidents = found.exposed(ids, window), found.incidents_near(ids, window)
        shorter.append(f"in the last {wording.number(window)} days, {_with_incidents(some, incidents)}")
        figures += (some, incidents)
    days = f"{wording.number(found.yardstick.window)} days to {wording.day(found.as_of)}"
    text = f"In the {days}, {told[0]}{where}{told[1]}"
    rows = (*figures[0].basis, *figures[1].basis)
    text += f"; {wording.listing(shorter)}." if shorter and figures[0].value else "."
    return Sentence(text, "exposure.near", (*figures, *yardsticks(found)), cited(material, figures[1].basis), rows)


def _counted(found: Exposure, projects: Projects) -> tuple[tuple[str, str], tuple[Figure, ...]]:
    """How many projects are exposed, in the words before the place and after it, with its two figures."""
    ids = ids_of(projects.home["project_id"])
    exposed, incidents = found.exposed(ids), found.incidents_near(ids)
    known, reach = exposed.coverage.known, f"within {wording.number(found.yardstick.radius)} km"
    of = "the one project" if known == 1 else wording.count(known, "project")
    if not exposed.value:
        return (f"no violent incident is on record {reach} of {of}", ""), (exposed, incidents)
    total = wording.count(int(incidents.value or 0), "incident")
    of = of if known == 1 else f"{wording.number(exposed.value)} of {of}"
    return (of, f" had a violent incident {reach} ({total} in all)"), (exposed, incidents)


def _with_incidents(exposed: Figure, incidents: Figure) -> str:
    return (
        "none"
        if not exposed.value
        else f"{wording.number(exposed.value)} ({wording.count(int(incidents.value or 0), 'incident')})"
    )


def usual(found: Exposure, projects: Projects) -> Sentence:
    """What the yardstick that holds by default gives, beside one that a reader has moved."""
    told, figures = _counted(found, projects)
    set_to = found.yardstick
    text = (
        f"As computed by default ({wording.number(set_to.radius)} km, {wording.number(set_to.window)} days "
        f"to {wording.day(found.as_of)}): {''.join(told)}."
    )
    return Sentence(text, "exposure.usual", (*figures, *yardsticks(found)), (), figures[0].basis)


def repeated(material: Material, found: Exposure, projects: Projects) -> Iterator[Sentence]:
    """That many exposed projects lie near the very same incidents: how many, where, and how many sets there are."""
    ids = ids_of(projects.home["project_id"])
    every = repeats_of(found, ids)
    if not every or len(every[0].project_ids) == 1:
        return
    first, exposed = every[0], found.exposed(ids)
    sets = Figure(len(every), "sets of incidents", "sets-of-incidents", exposed.basis)
    members = Figure(len(first.project_ids), "projects", "largest-repeat", first.project_ids)
    shared = Figure(len(first.incident_ids), "incidents", "shared-incidents", first.incident_ids)
    figures: tuple[Figure, ...] = (exposed, sets, members, shared)
    where = _where(projects, first)
    lie = "all" if members.value == exposed.value else f"{wording.number(members.value)} of them{where}"
    text = (
        f"These {wording.number(exposed.value)} are not as many separate exposures: {lie} lie near {_the_same(first)}"
    )
    text += f", and all together near {wording.number(len(every))} different sets of incidents" if every[1:] else ""
    if found.yardstick.window > WINDOWS[0]:
        told, more = _lately(material, found, ids)
        text, figures = text + told, (*figures, *more)
    rows = (*first.project_ids, *first.incident_ids)
    told_figures = (*figures, *yardsticks(found))
    yield Sentence(f"{text}.", "exposure.repeated", told_figures, cited(material, first.incident_ids), rows)


def _lately(material: Material, found: Exposure, ids: tuple[str, ...]) -> tuple[str, tuple[Figure, ...]]:
    """The same for the shortest window, where all lie near one and the same set."""
    every = repeats_of(found, ids, WINDOWS[0])
    if len(every) != 1 or len(every[0].project_ids) == 1:
        return "", ()
    only = every[0]
    count = Figure(len(only.project_ids), "projects", "exposed-projects", only.project_ids)
    shared = Figure(len(only.incident_ids), "incidents", "shared-incidents", only.incident_ids)
    dated = f" ({material.began(only.incident_ids[0])})" if len(only.incident_ids) == 1 else ""
    text = (
        f"; the {wording.number(count.value)} of the last {wording.number(WINDOWS[0])} days all lie near "
        f"{_the_same(only)}{dated}"
    )
    return text, (count, shared)


def _the_same(repeat: Repeat) -> str:
    total = len(repeat.incident_ids)
    return "one and the same incident" if total == 1 else f"the same {wording.number(total)} incidents"


def _where(projects: Projects, repeat: Repeat) -> str:
    rows = projects.home[projects.home["project_id"].isin(repeat.project_ids).to_numpy(dtype=bool)]
    districts = rows["admin2"].dropna().unique().tolist()
    return f", in {districts[0]}," if len(districts) == 1 else ""


def most(material: Material, found: Exposure, projects: Projects) -> Iterator[Sentence]:
    """In which districts most violence lay near projects whose spot or town is known."""
    places = by_place(found, projects.home)
    within = places[[count_name(found.yardstick.window, band) for band in found.yardstick.inner]].sum(axis=1)
    held = (within > 0).to_numpy() & places["label"].notna().to_numpy() & (places["kind"] == PRECISE).to_numpy()
    told = places.assign(within=within)[held].sort_values("within", ascending=False, kind="stable").head(MOST)
    if told.empty:
        return
    figures = [found.incidents_near(ids) for ids in told["project_ids"]]
    named = [f"{label} ({wording.number(f.value)})" for label, f in zip(told["label"], figures, strict=True)]
    rows = tuple(dict.fromkeys(name for figure in figures for name in figure.basis))
    radius = wording.number(found.yardstick.radius)
    which, verb = ("district", "is") if len(named) == 1 else ("districts", "are")
    most_near = f"the most violent incidents within {radius} km of a project"
    text = f"The {which} with {most_near} {verb} {wording.listing(named)}."
    yield Sentence(text, "exposure.most", (*figures, *yardsticks(found)), cited(material, rows), rows)


def along(found: Exposure) -> Iterator[Sentence]:
    """Along which drawn line most violence lay for its length; the lines are sketches."""
    lines = along_lines(found)
    if lines.empty or not lines["within"].max():
        return
    first = lines.iloc[0]
    within = Figure(int(first["within"]), "incidents", "incidents-along")
    rate = Figure(round(float(first["rate"]), 1), "incidents per 100 km", "rate-along")
    hundred, reach = Figure(100, "km", "per-length"), LINE_BANDS[0][1]
    text = (
        f"Of {wording.count(len(lines), 'road, railway or corridor', 'roads, railways and corridors')} drawn as "
        f"sketches, {first['name']} has the most violent incidents for its length: {wording.number(within.value)} "
        f"within {wording.number(reach)} km, {wording.number(rate.value)} for each {wording.number(hundred.value)} km."
    )
    lengths = (Figure(len(lines), "lines", "lines"), within, rate, hundred, Figure(reach, "km", "yardstick"))
    yield Sentence(text, "exposure.along", lengths)


def cited(material: Material, ids: Collection[str]) -> tuple[str, ...]:
    """The strongest sources of the incidents of those ids."""
    incidents = material.selection.edition.dataset.incidents
    kept = incidents["incident_id"].isin(list(ids)).to_numpy(dtype=bool)
    return material.sources_of(incidents[["source_ids"]][kept])


def exposure_table(material: Material, routes: tuple[Route, ...], yardstick: Yardstick = USUAL) -> Grid | None:
    """The districts with most violence near projects whose place is known, and how much lies in each band."""
    found, home = _found(material, routes, yardstick), _projects(material).home
    bands = [count_name(found.yardstick.window, band) for band in BANDS]
    places = by_place(found, home)
    precise = (places["kind"] == PRECISE) & places["label"].notna()
    held = places[((places[bands].sum(axis=1) > 0) & precise).to_numpy(dtype=bool)]
    if held.empty:
        return None
    rows, sources = [], []
    for label, ids, *counts in held.head(ROWS)[["label", "project_ids", *bands]].itertuples(index=False, name=None):
        rows.append((label, wording.number(len(ids)), *map(wording.number, counts)))
        sources.append(cited(material, found.incidents_near(ids).basis)[:1])
    span = f"{wording.number(found.yardstick.window)} days to {wording.day(found.as_of)}"
    headings = ("District", "Projects", *(f"{low}–{high} km" for low, high in BANDS))
    left = len(held) - len(rows)
    more = f" {wording.count(left, 'more place')}: see the page Investments." if left else ""
    return Grid(f"Violent incidents near projects, {span}", headings, tuple(rows), tuple(sources), NOTE + more)
