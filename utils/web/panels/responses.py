"""The measures on a page: over the incidents, as rows with their sources, what they cost, and what followed them.

Knows what is shown in which order. It must not know how anything is counted or drawn.
"""

import pandas as pd
import streamlit as st

from utils.analysis.responses import Register, costs, days_under, register_of
from utils.analysis.windows import weekly_limits
from utils.visuals.responses import register_picture, told_status, when, where
from utils.visuals.wording import count, listing, number, number_range, sentence_case
from utils.web.markup import block, plain, table
from utils.web.panels.pictures import picture
from utils.web.panels.rows import Row, page_of, source_links
from utils.web.view import View

LISTED = 8
"""More values than these are counted in one row."""


def timeline(view: View) -> None:
    """The measures over the weekly incidents, and what the filters could not apply to them."""
    register = register_of(view.selection)
    notes = _notes(register)
    st.html(block(*(f"<p>{plain(note)}</p>" for note in notes)))
    picture(register_picture(register, weekly_limits(view.selection), view.look))


def _notes(register: Register) -> list[str]:
    notes = []
    if register.passed_over:
        names = listing([name.lower() for name in register.passed_over])
        notes.append(f"Measures have no {names}: these filters narrow the incidents and leave all measures.")
    if register.wider:
        notes.append(
            f"{sentence_case(count(len(register.wider), 'measure'))} cover the whole province of a chosen district."
        )
    return notes


def by_actor_and_place(view: View) -> None:
    """How the measures divide: by kind, by who acted, by district."""
    register = register_of(view.selection)
    if register.frame.empty:
        return
    st.html(block("<h2>Who did what, where</h2>"))
    fields = (("response_type", "Kind"), ("actor", "By"), ("admin2", "District"))
    for column, (field, heading) in zip(st.columns(3), fields, strict=True):
        with column:
            st.html(block(table((heading, "Measures"), _most(register, field), style="twin")))


def _most(register: Register, field: str) -> list[tuple[str, str]]:
    """The commonest values with their measures, the rest in one row, and those for a whole province."""
    counted = register.by(field)
    rows = [(row["label"], row["measures"]) for row in counted.head(LISTED).to_dict("records")]
    left = counted.iloc[LISTED:]
    if len(left):
        rows.append((count(len(left), "other"), int(left["measures"].sum())))
    wide = int(register.frame["admin2"].isna().sum()) if field == "admin2" else 0
    if wide:
        rows.append(("A whole province", wide))
    return [(plain(label), plain(number(measures))) for label, measures in rows]


def civic_cost(view: View) -> None:
    """Blackouts, curfews and arrests, each as its range over the measures that give a number, never added."""
    register = register_of(view.selection)
    if register.frame.empty:
        return
    under = days_under(register)
    rows = []
    for cost in costs(register):
        given = f"{number(cost.figure.coverage.known)} of {count(cost.figure.coverage.of, 'measure')}"
        rows.append(
            (
                plain(sentence_case(cost.unit)),
                plain(number_range(cost.figure.low, cost.figure.high)),
                plain(given),
                plain(cost.largest or ""),
            )
        )
    said = "Numbers of single measures are not added: measures overlap in days, places and people."
    if under.value is not None:
        ended = f"{number(under.coverage.known)} of {number(under.coverage.of)} with a recorded length"
        days = count(int(under.value), "day")
        said += f" At least {days} of the period had a communications shutdown somewhere ({ended})."
    headings = ("Cost to civil life", "Smallest to largest", "Given in", "Largest in")
    st.html(block("<h2>Cost to civil life</h2>", f"<p>{plain(said)}</p>", table(headings, rows)))


def measure_rows(view: View) -> None:
    """The measures, newest first, each with its trigger, numbers, grades, cell and sources."""
    frame = register_of(view.selection).frame
    if frame.empty:
        return
    newest = frame.sort_values(["start_date", "response_id"], ascending=[False, True], kind="stable")
    sources = source_links(view.shelf.edition.dataset)
    address = view.shelf.edition.dataset.tables["responses"].address_of
    st.html(block("<h2>Register of measures</h2>", f"<p>{plain(sentence_case(count(len(frame), 'measure')))}.</p>"))
    rows = [
        (
            plain(when(row)),
            plain(where(row)),
            _what(row),
            plain(_numbers(row)),
            _answered(row),
            _grades(row, address(row["sheet_row"], row["origin"])),
            "<br>".join(sources[name] for name in row["source_ids"] if name in sources),
        )
        for row in page_of(newest, key=f"measures_{view.query}").to_dict("records")
    ]
    if rows:
        headings = ("When", "Where", "What", "Numbers", "In answer to", "Grade and cell", "Sources")
        st.html(block(table(headings, rows)))


def _what(row: Row) -> str:
    note = f'<br><span class="quiet">{plain(row["note"])}</span>' if isinstance(row["note"], str) else ""
    kind = f"{row['response_type']} · {row['actor']} · {told_status(row)}"
    title = f"<strong>{plain(row['title'])}</strong>"
    return f'{title}<br>{plain(row["summary"])}<br><span class="quiet">{plain(kind)}</span>{note}'


def _numbers(row: Row) -> str:
    told: list[str] = []
    if pd.notna(row["scale_value"]):
        told.append(
            f"{number(row['scale_value'])} {row['scale_unit'] if isinstance(row['scale_unit'], str) else ''}".strip()
        )
    units = {
        "militants_killed_claimed": "militants killed, claimed by those who acted",
        "arrests_claimed": "people held, claimed",
        "blackout_days": "days of blackout",
        "curfew_days": "days of curfew",
    }
    told += [f"{number(row[key])} {unit}" for key, unit in units.items() if pd.notna(row[key])]
    return "; ".join(told)


def _answered(row: Row) -> str:
    told = [row[key] for key in ("trigger", "trigger_campaign") if isinstance(row[key], str)]
    return plain("; ".join([*told, *row["trigger_ids"]]))


def _grades(row: Row, cell: str) -> str:
    grade = "".join(row[key] for key in ("reliability", "credibility") if isinstance(row[key], str))
    return f'{plain(grade or "not graded")}<br><span class="quiet">{plain(row["response_id"])}: {plain(cell)}</span>'
