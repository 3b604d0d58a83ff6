"""Projects: the map with routes, the money by stage, rival figures, the register, and one project with its rows.

Knows what was picked. It must not know how exposure or money is worked out.
"""

import pandas as pd
import streamlit as st

from utils.analysis.exposure import NOWHERE, ON_LINE, SPOT_OF_LINE, count_name
from utils.analysis.figures import Figure
from utils.analysis.money import STAGES, UNIT, project_money, rivalries, stage_sums
from utils.analysis.yardsticks import BANDS, WINDOWS
from utils.briefing.accounts import Row
from utils.briefing.compose import map_box
from utils.briefing.rules.money import amount
from utils.tables.typed import ORIGIN, ROW
from utils.visuals.bins import map_sites
from utils.visuals.exposure import whole_share
from utils.visuals.money import rival_picture, stage_picture
from utils.visuals.paper_map import OUTSIDE
from utils.visuals.projects import TITLE, ProjectMap, twin
from utils.visuals.screen_map import SIZE
from utils.visuals.wording import NOT_KNOWN, count, day, number, number_range, sentence_case
from utils.web.markup import block, plain, table
from utils.web.panels.exposure import found, held
from utils.web.panels.map_choices import tried_out, without_maps
from utils.web.panels.pictures import MAP_HEIGHT, as_table, picture, room, under_map
from utils.web.panels.rows import incident_rows, page_of, source_links
from utils.web.view import View

PLACED = {
    ON_LINE: "distance to its schematic line",
    SPOT_OF_LINE: "one spot of its line: what lies along the rest is not counted",
    NOWHERE: "no place known",
}


def project_map(view: View) -> None:
    """Projects and routes over the violent incidents of the days that count."""
    shelf, shown = view.shelf, found(view)
    projects = held(view).every
    if without_maps():
        as_table(twin(projects), TITLE)
        return
    box = map_box(shelf.edition, shelf.base)
    incidents = shelf.edition.dataset.incidents
    recent = incidents[incidents["incident_id"].isin(shown.recent).to_numpy(dtype=bool)]
    sites = map_sites(recent, box).within(box, OUTSIDE)
    exposed = shown.exposed_points(held(view).home["project_id"])
    drawn = ProjectMap(sites, projects, shelf.base.routes, exposed, shown.yardstick)
    boundaries = tried_out(view).boundaries
    st.pydeck_chart(
        drawn.deck(
            shelf.base,
            view.look,
            box,
            base_url=f"base/{shelf.base.digest}",
            boundaries=boundaries,
            size=room(SIZE),
        ),
        height=MAP_HEIGHT,
        key=f"projects_{view.query}",
        alt=drawn.alt_text,
    )
    rings = f"Dots, rings and discs: violent incidents of the {shown.yardstick.window} days to {day(shown.as_of)}."
    notes = (" ".join((rings, *drawn.legend)), under_map(view, boundaries))
    st.html(block(*(f'<p class="caption">{plain(note)}</p>' for note in notes if note)))
    as_table(twin(projects), TITLE)


def money_by_stage(view: View) -> None:
    """What is said to be announced, committed and disbursed; near violence; shelved; elsewhere."""
    projects, shown = held(view), found(view)
    if projects.every.empty:
        return
    figures = view.shelf.edition.dataset.frame("figures")
    known = project_money(projects.every, figures)
    near = shown.exposed(projects.home["project_id"]).basis
    where = f" in {projects.place}" if projects.place else ""
    every, close = stage_sums(known, projects.home), stage_sums(known, projects.home, near)
    sums = [
        (sentence_case(f"{stage.name}{told}"), part[stage.name, False])
        for stage in STAGES
        for told, part in (("", every), (", violence near", close))
    ]
    near_means = f"Near: a violent incident within {shown.yardstick.radius} km in {shown.yardstick.window} days."
    note = f"Stages are the same money further on: never added. Shelved projects are not in it. {near_means}"
    picture(stage_picture(sums, title=f"Money in projects{where}", note=note, look=view.look))
    apart = [("Shelved", every, True)]
    if not projects.elsewhere.empty:
        outside = stage_sums(known, projects.elsewhere)
        apart += [("Elsewhere or in several provinces", outside, False), ("Elsewhere, shelved", outside, True)]
    rows = [
        [plain(name), *(plain(_stage_cell(part[stage.name, shelved])) for stage in STAGES)]
        for name, part, shelved in apart
        if any(part[stage.name, shelved].coverage.of for stage in STAGES)
    ]
    if rows:
        headings = ("Kept apart", *(sentence_case(stage.name) for stage in STAGES))
        st.html(block(table(headings, rows, caption=f"In {UNIT}, lowest to highest of rival figures")))


def _stage_cell(figure: Figure) -> str:
    return f"{amount(figure)} ({number(figure.coverage.known)} of {number(figure.coverage.of)})"


def rivals(view: View) -> None:
    """All figures about one thing that the reader picks."""
    projects = held(view).every
    figures = view.shelf.edition.dataset.frame("figures")
    kept = figures["project_id"].isna() | figures["project_id"].isin(projects["project_id"])
    choices = rivalries(projects, figures[kept.to_numpy(dtype=bool)])
    st.html(block("<h2>Rival figures</h2>"))
    if not choices:
        st.html(block("<p>Nobody contradicts anybody: there are no two figures about one thing here.</p>"))
        return
    names = [f"{rivalry.about}, {rivalry.measure}" for rivalry in choices]
    picked = st.selectbox("Figures about", range(len(names)), format_func=names.__getitem__, key=f"rivals_{view.query}")
    chosen = choices[picked]
    picture(rival_picture(chosen, view.look), key=f"rivals_{chosen.about}_{chosen.measure}")


def register(view: View) -> None:
    """Every project with its money and what lies near it, those with most violence near first."""
    projects, shown = held(view), found(view)
    if projects.every.empty:
        return
    st.html(block("<h2>The projects</h2>", f"<p>{plain(_how_to_read(view))}</p>"))
    window = shown.yardstick.window
    drawn = pd.DataFrame([shown.drawn.row(place) for place in range(len(shown.projects))], index=shown.projects.index)
    every = projects.every.merge(pd.concat([shown.projects, drawn], axis=1), on="project_id", how="left")
    bands = [count_name(window, band) for band in BANDS]
    every = every.sort_values(["score", *bands], ascending=False, kind="stable", na_position="last")
    money = _money_cells(view, projects.every)
    sources = source_links(view.shelf.edition.dataset)
    rows = [
        _row(view, row, money, sources, window)
        for row in page_of(every, key=f"register_{view.query}").to_dict("records")
    ]
    headings = ("Project", "Where", "Money, USD m", f"Near, {window} days", "In draws", "Sources")
    st.html(block(table(headings, rows)))


def _how_to_read(view: View) -> str:
    shown = found(view)
    used = shown.yardstick
    return (
        "Near: violent incidents at 0–5, 5–20 and 20–50 km by recorded points. Then every incident and project is put "
        f"at random inside the ring of its precision, {number(shown.drawn.draws)} times: in how many draws any lies "
        f"within {used.radius} km, between which numbers nine draws of ten lie, and a score that fades over "
        f"{used.decay} km and halves in {used.half_life} days. “More than at 80 of 100 random points around” says that "
        "of a hundred points picked at random around the same chief town, 80 had less violence near: towns see more "
        "violence than the land around them, so that a high number does not say that the project was aimed at."
    )


def _money_cells(view: View, projects: pd.DataFrame) -> dict[tuple[str, str], str]:
    known = project_money(projects, view.shelf.edition.dataset.frame("figures"))
    columns = ["project_id", "stage", "low", "high"]
    return {(p, s): number_range(low, high) for p, s, low, high in known[columns].itertuples(index=False, name=None)}


def _row(
    view: View, row: Row, money: dict[tuple[str, str], str], sources: dict[str, str], window: int
) -> tuple[str, ...]:
    address = view.shelf.edition.dataset.tables["projects"].address_of(row[ROW], row[ORIGIN])
    kinds = [row[key] for key in ("sector", "programme", "status") if isinstance(row[key], str)]
    where = [row[key] for key in ("admin2", "admin1") if isinstance(row[key], str)]
    how = PLACED.get(row["placed"], f"known to: {row['geo_precision']}")
    said = [(stage.name, money.get((row["project_id"], stage.name))) for stage in STAGES]
    told = [f"{name} {amount}" for name, amount in said if amount is not None] or ["no figure on record"]
    name = " · ".join(kinds), f"{row['project_id']}: {address}"
    cited = [sources[one] for one in row["source_ids"] if one in sources]
    return (
        f'{plain(row["name"])}<br><span class="quiet">{"<br>".join(map(plain, name))}</span>',
        f'{plain(", ".join(where) or "several provinces")}<br><span class="quiet">{plain(how)}</span>',
        "<br>".join(plain(line) for line in told),
        "<br>".join(map(plain, _near_told(row, window))),
        "<br>".join(plain(line) for line in _drawn(row)),
        "<br>".join(dict.fromkeys(cited)),
    )


def _near(row: Row, window: int) -> list[str]:
    """How many incidents lie in each band, or that it is not known."""
    counts = [row[count_name(window, band)] for band in BANDS]
    return [NOT_KNOWN if pd.isna(total) else number(int(total)) for total in counts]


def _near_told(row: Row, window: int) -> list[str]:
    """The same in words, without the bands in which there is none."""
    counts = [row[count_name(window, band)] for band in BANDS]
    if all(pd.isna(total) for total in counts):
        return [NOT_KNOWN]
    held = zip(BANDS, counts, _near(row, window), strict=True)
    return [f"{said} at {low}–{high} km" for (low, high), total, said in held if pd.isna(total) or total] or ["none"]


def _drawn(row: Row) -> list[str]:
    if pd.isna(row["chance"]):
        return [NOT_KNOWN]
    told = [
        f"any near: {_share(row['chance'])} of 100",
        f"number: {number_range(row['low'], row['high'])}",
        f"score {row['score']:.1f} ({row['score_low']:.1f}–{row['score_high']:.1f})",
    ]
    if pd.notna(row["above"]):
        told.append(f"more than at {_share(row['above'])} of 100 random points around")
    return told


def _share(value: float) -> str:
    return number(whole_share(value))


def one_project(view: View) -> None:
    """One project that the reader picks: what it is, how much lies near it when, and the incidents."""
    projects, shown = held(view).every, found(view)
    if projects.empty:
        return
    names = dict(zip(projects["project_id"], projects["name"], strict=True))
    st.html(block("<h2>One project</h2>"))
    picked = st.selectbox("Project", list(names), format_func=names.__getitem__, key=f"project_{view.query}")
    row = projects[(projects["project_id"] == picked).to_numpy()].to_dict("records")[0]
    place = shown.of([picked]).to_dict("records")[0]
    notes = [
        row[key] for key in ("summary", "security_note", "foreign_nationals_note", "note") if isinstance(row[key], str)
    ]
    counts = [[plain(f"{window} days"), *map(plain, _near(place, window))] for window in WINDOWS]
    known = not pd.isna(place[count_name(WINDOWS[0], BANDS[0])])
    headings = ("In the last", *(f"{low}–{high} km" for low, high in BANDS))
    caption = f"Violent incidents by distance, up to {day(shown.as_of)}"
    near = table(headings, counts, caption=caption, style="twin") if known else f"<p>{plain(PLACED[NOWHERE])}</p>"
    st.html(block(*(f"<p>{plain(text)}</p>" for text in notes), near))
    incidents = view.shelf.edition.dataset.incidents
    rows = incidents[incidents["incident_id"].isin({*place["near"], *row["incident_ids"]}).to_numpy(dtype=bool)]
    radius, window = shown.yardstick.radius, shown.yardstick.window
    said = f"{count(len(place['near']), 'violent incident')} within {radius} km in {window} days"
    st.html(block(f"<p>{plain(said)}, and {plain(count(len(row['incident_ids']), 'incident'))} named in its note.</p>"))
    incident_rows(view, rows, key=f"near_{picked}_{view.query}")
