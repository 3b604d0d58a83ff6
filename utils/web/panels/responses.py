"""The measures on a page: over the incidents, as rows with their sources, what they cost, and what followed them.

Knows what is shown in which order. It must not know how anything is counted or drawn.
"""

import pandas as pd
import streamlit as st

from utils.analysis.civic import by_area, costs, held
from utils.analysis.named_events import named_events
from utils.analysis.responses import Register, register_of
from utils.analysis.windows import weekly_limits
from utils.briefing.accounts import Row
from utils.briefing.rules.responses import NOT_ADDED, claimant
from utils.visuals.responses import BY, register_picture, told_status, when, where
from utils.visuals.wording import count, listing, number, sentence_case
from utils.web.markup import block, plain, table
from utils.web.panels.picks import pick
from utils.web.panels.pictures import picture
from utils.web.panels.rows import page_of, source_links
from utils.web.view import View

LISTED = 8
"""More values than these are counted in one row."""


def timeline(view: View) -> None:
    """The measures over the weekly incidents, and what the filters could not apply to them."""
    register = register_of(view.selection)
    notes = _notes(register)
    st.html(block(*(f"<p>{plain(note)}</p>" for note in notes)))
    by = pick("A lane for each", "lanes", tuple(BY), shown=BY.__getitem__) if len(register.frame) else next(iter(BY))
    weeks, named = weekly_limits(view.selection), named_events(view.selection)
    picture(register_picture(register, weeks, view.look, by, named=named))


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
    """Days without communications or under curfew by area, and people held by claimant; never added."""
    register = register_of(view.selection)
    told = costs(register)
    given = held(register)
    if not told and given.empty:
        return
    areas = table(
        ("Cost", "Where", "Days in this period", "Longest measure", "Measures"), _areas(register), style="twin"
    )
    notes = (
        "“At least”: no end is on record, or it went on when last reported. Days of one place count once where "
        "measures overlap. A measure over a whole province has a row of its own and is not added to the districts."
    )
    days = (areas, f'<p class="quiet">{plain(notes)}</p>') if told else ()
    st.html(block("<h2>Cost to civil life</h2>", *days))
    if not given.empty:
        _held(given, len(register.frame))


def _areas(register: Register) -> list[tuple[str, ...]]:
    return [
        tuple(
            plain(cell)
            for cell in (
                sentence_case(cost.burden.name),
                f"all or much of {cost.area}" if cost.wide else cost.area,
                f"at least {number(cost.days)}" if cost.open else number(cost.days),
                count_of_days(cost.longest),
                ", ".join(cost.ids),
            )
        )
        for cost in by_area(register)
    ]


def count_of_days(days: float) -> str:
    """So many days, parts of a day to one decimal."""
    return f"{number(round(days, 1))} {'day' if days == 1 else 'days'}"


def _held(given: pd.DataFrame, measures: int) -> None:
    """Numbers of people held, largest first, each with who gives it."""
    rows = [
        [
            plain(cell)
            for cell in (
                number(float(row["arrests_claimed"])),
                claimant(row),
                when(row),
                where(row),
                f"{row['title']} ({row['response_id']})",
            )
        ]
        for row in given.to_dict("records")
    ]
    headings = ("People held", "Claimed by", "When", "Where", "Measure")
    said = (
        f"{sentence_case(count(len(given), 'measure'))} of {number(measures)} with a number. They are claims; "
        f"{NOT_ADDED}. How many people are missing, no measure says."
    )
    st.html(block("<h3>People held</h3>", f"<p>{plain(said)}</p>", table(headings, rows, style="twin")))


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
