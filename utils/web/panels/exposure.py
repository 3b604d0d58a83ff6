"""What lies near projects: what a reader tries out, the counts by place, the lines, and attacks on foreign nationals.

Knows what is tried out. It must not know how anything is measured or drawn.
"""

import datetime as dt
from collections.abc import Callable
from functools import cached_property

import streamlit as st

from utils.analysis import exposure, money, precision, spots, vicinities
from utils.analysis.exposure import Exposure, count_name, exposure_of
from utils.analysis.foreigners import Attacks, attacks_of
from utils.analysis.projects import Projects, projects_of
from utils.analysis.vicinities import by_place
from utils.analysis.yardsticks import BANDS, SETTINGS, USUAL, WINDOWS, Setting, Yardstick, read_yardstick
from utils.briefing.document import Briefing
from utils.briefing.what_ifs import COUNTED_FROM, DAY, LABELS, PERIOD, RECORD, WhatIfs
from utils.visuals.exposure import exposure_picture, lines_picture
from utils.visuals.foreigners import series_picture
from utils.visuals.wording import count, day, number
from utils.web.briefings import briefing_of
from utils.web.controls import control, forget, keep, what_if
from utils.web.markup import block, plain, table
from utils.web.panels.pictures import picture
from utils.web.panels.rows import incident_rows
from utils.web.view import View


class TriedView(View):
    """A view whose sections on investments are written by the yardstick that the reader has set."""

    @cached_property
    def briefing(self) -> Briefing:
        """The briefing, with those sections by that yardstick; the outlook stays as it is on record."""
        what_ifs = WhatIfs(yardstick=yardstick(self))
        return briefing_of(self.shelf, self.filters, self.ignored, self.look.name, what_ifs)


def tried(view: View) -> View:
    """The view as the reader has set the yardstick; the same view where it is as usual. Call it first."""
    if yardstick(view) == USUAL:
        return view
    return TriedView(view.shelf, view.filters, view.ignored, view.look)


def yardstick(view: View) -> Yardstick:
    """The yardstick as the reader has set it."""
    asked = {setting.name: what_if(setting.name) for setting in SETTINGS}
    return read_yardstick(asked, _until(view))


def _until(view: View) -> dt.date | None:
    """The last day of the period when the reader asks for that and it is earlier than the record's."""
    end = view.filters.end
    return end if what_if(DAY) == PERIOD and end < view.shelf.edition.as_of else None


def found(view: View) -> Exposure:
    """Exposure as the reader has set it."""
    edition, used = view.shelf.edition, yardstick(view)
    return exposure_of(edition, view.filters, view.shelf.base.routes, used.until or edition.as_of, used)


def held(view: View) -> Projects:
    """The projects of this view."""
    return projects_of(view.shelf.edition, view.filters)


def _in(setting: Setting) -> Callable[[int], str]:
    """How a value of the setting is written."""
    return lambda value: f"{value} {setting.unit}"


def what_is_tried(view: View) -> None:
    """That near and recent are set otherwise than usual, above all that follows from it; else nothing."""
    used = yardstick(view)
    changed = [setting for setting in SETTINGS if setting.of(used) != setting.usual]
    told = [f"{LABELS[setting.field]}: {_in(setting)(setting.of(used))}" for setting in changed]
    told += [f"{COUNTED_FROM}: end of the period, {day(used.until)}"] if used.until else []
    if told:
        st.html(
            block(
                f"<p><strong>A what-if, not the usual setting.</strong> {plain('; '.join(told))}. All numbers below "
                "follow it.</p>"
            )
        )


def what_ifs(view: View) -> None:
    """The controls, and what they have changed."""
    st.html(
        block(
            "<h2>Violence near projects</h2>",
            "<p>Set what counts as near and recent: sentences, bars, map and table follow, and the link in your "
            "browser holds it, and so do the documents to take away.</p>",
        )
    )
    columns, used = st.columns(len(SETTINGS) + 1), yardstick(view)
    for place, setting in zip(columns, SETTINGS, strict=False):
        with place:
            st.selectbox(
                LABELS[setting.field],
                setting.values,
                format_func=_in(setting),
                key=control(setting.name, setting.of(used)),
                on_change=keep,
                args=(setting.name, str(setting.usual)),
            )
    with columns[-1]:
        ends = {
            RECORD: f"end of the record, {day(view.shelf.edition.as_of)}",
            PERIOD: f"end of the period, {day(view.filters.end)}",
        }
        counted_from = PERIOD if what_if(DAY) == PERIOD else RECORD
        st.selectbox(
            COUNTED_FROM,
            ends,
            format_func=ends.__getitem__,
            key=control(DAY, counted_from),
            on_change=keep,
            args=(DAY, RECORD),
        )
    moved = [setting.name for setting in SETTINGS if setting.of(used) != setting.usual]
    moved += [DAY] if counted_from == PERIOD else []
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
        [
            plain(f"{window} days"),
            *(plain(number(int((rows[count_name(window, band)] > 0).sum()))) for band in BANDS),
            plain(number(shown.exposed(rows["project_id"], window).value)),
        ]
        for window in WINDOWS
    ]
    of = count(len(rows), "project")
    caption = f"How many of {of} have a violent incident at that distance, in the days up to {day(shown.as_of)}"
    caption += ". A project can stand in more than one column"
    within = f"Within {number(shown.yardstick.radius)} km"
    headings = ["In the last", *(f"{low}–{high} km" for low, high in BANDS), within]
    return table(headings, cells, caption=caption, style="twin")


def _left_out(shown: Exposure) -> str:
    parts = [f"{count(len(shown.counted), 'violent incident')} up to {day(shown.as_of)} can be placed."]
    for ids, why in (
        (shown.vague, "known only to a province"),
        (shown.undated, "dated so coarsely that it is open whether they lie in these days"),
        (shown.other, "that are no violence (protests, arrests, seizures and the like)"),
    ):
        parts += [f"Not counted: {number(len(ids))} {why}."] if ids else []
    return " ".join(parts)


def lines(view: View) -> None:
    """How much violence lies along each line drawn by hand."""
    shown = found(view)
    if not shown.routes.empty:
        picture(lines_picture(shown, view.look))


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
    told = (*exposure.CONSTANTS, *vicinities.CONSTANTS, *precision.CONSTANTS, *spots.CONSTANTS, *money.CONSTANTS)
    rows = [[plain(cell) for cell in row] for row in told]
    with st.expander("What is set here, and by whom", key="exposure_constants"):
        st.html(block(table(("What", "Value", "From"), rows, style="twin")))
