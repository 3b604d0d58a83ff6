"""What lies near projects: what a reader tries out, the counts by place, the routes, and attacks on foreign nationals.

Knows what is tried out. It must not know how anything is measured or drawn.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, fields

import streamlit as st

from utils.analysis import exposure, money, precision
from utils.analysis.exposure import BANDS, WINDOWS, Exposure, Yardstick, by_place, count_name, exposure_of
from utils.analysis.foreigners import Attacks, attacks_of
from utils.analysis.projects import Projects, projects_of
from utils.visuals.exposure import exposure_picture, series_picture
from utils.visuals.wording import count, day, number
from utils.web.controls import control, forget, keep, what_if
from utils.web.markup import block, plain, table
from utils.web.panels.pictures import picture
from utils.web.panels.rows import incident_rows
from utils.web.view import View

USUAL = Yardstick()
DAY = "counted-back-from"
RECORD, PERIOD = "record", "period"


@dataclass(frozen=True)
class Choice:
    """One thing to try out: the field of the yardstick, its name in links, its label, its values and their wording."""

    field: str
    name: str
    label: str
    values: tuple[int, ...]
    said: Callable[[int], str]

    @property
    def usual(self) -> int:
        """The value that holds unless a reader tries another."""
        value: int = getattr(USUAL, self.field)
        return value

    @property
    def tried(self) -> int:
        """The value in force; a value of a link that is not offered is passed over."""
        asked = what_if(self.name)
        return next((value for value in self.values if str(value) == asked), self.usual)


def _kilometres(value: int) -> str:
    return f"{value} km"


def _days(value: int) -> str:
    return f"{value} days"


CHOICES = (
    Choice("radius", "radius", "Near means within", (5, 20, 50), _kilometres),
    Choice("window", "window", "In the last", WINDOWS, _days),
    Choice("decay", "decay", "Score fades to 37 % over", (5, 10, 20, 40), _kilometres),
    Choice("half_life", "half-life", "Score halves in", (30, 90, 180), _days),
)
if {choice.field for choice in CHOICES} != {field.name for field in fields(Yardstick)}:
    raise TypeError("the choices and the fields of Yardstick differ")


def yardstick() -> Yardstick:
    """The yardstick as the reader has set it."""
    return Yardstick(**{choice.field: choice.tried for choice in CHOICES})


def counted_back_from(view: View) -> dt.date:
    """The last day of the record, or of the period when the reader asks for that and it is earlier."""
    as_of = view.shelf.edition.as_of
    return min(as_of, view.filters.end) if what_if(DAY) == PERIOD else as_of


def found(view: View) -> Exposure:
    """Exposure as the reader has set it."""
    routes = view.shelf.base.routes
    return exposure_of(view.shelf.edition, view.filters, routes, counted_back_from(view), yardstick())


def held(view: View) -> Projects:
    """The projects of this view."""
    return projects_of(view.shelf.edition, view.filters)


def what_ifs(view: View) -> None:
    """The controls, and what they have changed."""
    st.html(
        block(
            "<h2>Violence near projects</h2>",
            "<p>Set what counts as near and recent; the link in your browser holds it. The sentences above, and the "
            "document to take away, always use the usual setting.</p>",
        )
    )
    columns = st.columns(len(CHOICES) + 1)
    for place, choice in zip(columns, CHOICES, strict=False):
        with place:
            st.selectbox(
                choice.label,
                choice.values,
                format_func=choice.said,
                key=control(choice.name, choice.tried),
                on_change=keep,
                args=(choice.name, str(choice.usual)),
            )
    with columns[-1]:
        ends = {
            RECORD: f"end of the record, {day(view.shelf.edition.as_of)}",
            PERIOD: f"end of the period, {day(view.filters.end)}",
        }
        tried = PERIOD if what_if(DAY) == PERIOD else RECORD
        st.selectbox(
            "Counted back from",
            ends,
            format_func=ends.__getitem__,
            key=control(DAY, tried),
            on_change=keep,
            args=(DAY, RECORD),
        )
    moved = [choice.name for choice in CHOICES if choice.tried != choice.usual]
    moved += [DAY] if tried == PERIOD else []
    if moved:
        st.button("Back to the usual setting", on_click=forget, args=(moved,), key="usual_yardstick")


def near_projects(view: View) -> None:
    """The bars by place, and how many projects and incidents each window and band holds."""
    shown, projects = found(view), held(view)
    if projects.home.empty:
        st.html(block("<p>No project of these districts is in the theatre.</p>"))
        return
    picture(exposure_picture(by_place(shown, projects.home), shown, view.look))
    st.html(block(_windows(shown, projects), f'<p class="quiet">{plain(_left_out(shown))}</p>'))


def _windows(shown: Exposure, projects: Projects) -> str:
    """Projects with an incident in each band, by window."""
    rows = shown.of(projects.home["project_id"])
    cells = [
        [plain(f"{window} days"), *(plain(number(int((rows[count_name(window, band)] > 0).sum()))) for band in BANDS)]
        for window in WINDOWS
    ]
    of = count(len(rows), "project")
    caption = f"How many of {of} have a violent incident at that distance, in the days up to {day(shown.as_of)}"
    return table(["In the last", *(f"{low}–{high} km" for low, high in BANDS)], cells, caption=caption, style="twin")


def _left_out(shown: Exposure) -> str:
    parts = [f"{count(len(shown.counted), 'violent incident')} up to {day(shown.as_of)} can be placed."]
    for ids, why in (
        (shown.vague, "known only to a province"),
        (shown.undated, "dated so coarsely that it is open whether they lie in these days"),
        (shown.other, "that are no violence (protests, arrests, seizures and the like)"),
    ):
        parts += [f"Not counted: {number(len(ids))} {why}."] if ids else []
    return " ".join(parts)


def routes(view: View) -> None:
    """How much violence lies along each schematic line."""
    shown = found(view)
    if shown.routes.empty:
        return
    bands = [count_name(shown.yardstick.window, band) for band in BANDS]
    ranked = shown.routes.sort_values(bands, ascending=False, kind="stable")
    kinds = {route.name: route.kind for route in view.shelf.base.routes}
    rows = [
        [plain(name), plain(kinds[name]), *(plain(number(total)) for total in totals)]
        for name, *totals in ranked[["name", *bands]].itertuples(index=False, name=None)
    ]
    span = f"{shown.yardstick.window} days to {day(shown.as_of)}"
    caption = (
        f"Violent incidents by distance to a schematic line, {span}. Drawn by hand, good to about ten kilometres; "
        "lines share stretches, so the rows are not added."
    )
    with st.expander("Along roads and railways (schematic)", key="routes"):
        st.html(block(table(("Line", "Kind", *(f"{low}–{high} km" for low, high in BANDS)), rows, caption=caption)))


def foreigners(view: View) -> None:
    """Attacks on foreign nationals and on projects over the whole record, and the rows behind them."""
    attacks: Attacks = attacks_of(view.shelf.edition, view.filters, view.shelf.edition.as_of)
    st.html(
        block(
            "<h2>Attacks on foreign nationals and on projects</h2>",
            "<p>Over the whole record, whatever the period above; the other filters hold. A project counts as attacked "
            "when its own security note names the incident.</p>",
        )
    )
    picture(series_picture(attacks, view.look))
    incidents = view.shelf.edition.dataset.incidents
    rows = incidents[incidents["incident_id"].isin(attacks.frame["incident_id"]).to_numpy(dtype=bool)]
    with st.expander(f"The {count(len(rows), 'incident')}", key="attack_rows"):
        incident_rows(view, rows, key=f"attacks_{view.query}")


def constants() -> None:
    """Every number that is set rather than found, with where it comes from."""
    told = (*exposure.CONSTANTS, *precision.CONSTANTS, *money.CONSTANTS)
    rows = [[plain(cell) for cell in row] for row in told]
    with st.expander("What is set here, and by whom", key="exposure_constants"):
        st.html(block(table(("What", "Value", "From"), rows, style="twin")))
