"""What states and others say of each other: beside the incidents, tone by tone, who to whom, and the accusations.

Knows what was picked. It must not know how tones or accusations are counted.
"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from utils.analysis.accusations import ACCUSATION, DENIAL, Accusation, Denial, denials_alone, ledger_of
from utils.analysis.counts import count_over_time
from utils.analysis.named_events import named_events
from utils.analysis.stances import FORCE, addressees, parties, signals_between, stances_over_time, turns, who_to_whom
from utils.briefing.accounts import Row
from utils.briefing.rules.region import NO_WORD, NOBODY, NOTE, ONLY_SAID, SURE, TABLE, deniers
from utils.tables.typed import ORIGIN, ROW
from utils.visuals.grades import as_said, spelled
from utils.visuals.pair_map import SIZE, TITLE, map_alt, not_on_map, pair_deck
from utils.visuals.pairs import matrix_picture
from utils.visuals.signals import signals_picture, tones_picture
from utils.visuals.wording import count, day, listing, number, sentence_case, span
from utils.web.markup import block, plain, table
from utils.web.panels.map_choices import tried_out, without_maps
from utils.web.panels.pictures import MAP_HEIGHT, picture, room, under_map
from utils.web.panels.rows import page_of, source_links
from utils.web.view import View

EVERYONE = "everyone"

LINES = (
    "A line runs from thin, who signals, to wide, towards whom; the wider, the more signals. It ends in the middle of "
    "the country as shown, not at a place. The table of the matrix says the same."
)


def beside_incidents(view: View) -> None:
    """Every signal of the period in its party's lane, over the incidents."""
    signals = _signals(view)
    every = len(view.shelf.edition.dataset.frame(TABLE))
    st.html(block(f'<p class="quiet">{plain(_reach(len(signals), every))}</p>'))
    period = span(view.filters.start, view.filters.end)
    counts, named = count_over_time(view.selection), named_events(view.selection)
    picture(signals_picture(signals, counts, parties(signals), view.look, period=period, named=named))


def _reach(held: int, every: int) -> str:
    told = "None" if not held else number(held)
    return (
        f"{told} of {count(every, 'signal')} on record {'lies' if held == 1 else 'lie'} in this period. Of the filters "
        "only the period narrows signals; the incidents beside them are narrowed by all."
    )


def _signals(view: View) -> pd.DataFrame:
    return signals_between(view.shelf.edition.dataset.frame(TABLE), view.filters.start, view.filters.end)


@st.fragment
def tone(view: View) -> None:
    """How the tone towards one addressee, or everyone, moved; and where it turned."""
    signals = _signals(view)
    if signals.empty:
        return
    towards = st.selectbox("Towards whom", [*addressees(signals), EVERYONE], key=f"towards_{view.query}")
    about = signals if towards == EVERYONE else signals[(signals["counterpart"] == towards).to_numpy()]
    step, frame = stances_over_time(about, view.filters.start, view.filters.end)
    picture(tones_picture(step, frame, view.look, towards=towards))
    _turns(about)


def _turns(signals: pd.DataFrame) -> None:
    found = turns(signals).sort_values(["date", "party", "counterpart"], ascending=[False, True, True])
    rows = [
        (
            plain(day(turn["date"].date())),
            plain(turn["party"]),
            plain(turn["counterpart"]),
            plain(f"{turn['before']} before, {turn['after']} then"),
        )
        for turn in found.to_dict("records")
    ]
    if rows:
        with st.expander(f"Where a tone turned: {count(len(rows), 'time')}", key="turns"):
            st.html(block(table(("Date", "Who", "Towards", "Tone"), rows, lead=1)))


def to_whom(view: View) -> None:
    """Who signals to whom, as a matrix and as lines on the map."""
    pairs, shelf = who_to_whom(_signals(view)), view.shelf
    left, right = st.columns(2, gap="large")
    with left:
        picture(matrix_picture(pairs, view.look))
    if pairs.empty or without_maps():
        return
    with right:
        st.html(block(f"<h3>{plain(TITLE)}</h3>"))
        boundaries, base_url = tried_out(view).boundaries, f"base/{shelf.base.digest}"
        st.pydeck_chart(
            pair_deck(pairs, shelf.base, view.look, base_url=base_url, boundaries=boundaries, size=room(SIZE)),
            height=MAP_HEIGHT,
            key="pair_map",
            alt=map_alt(pairs, shelf.base),
        )
        away = not_on_map(pairs, shelf.base)
        notes = [
            LINES,
            f"Not drawn, being no country of this map: {listing(away)}." if away else "",
            under_map(view, boundaries),
        ]
        st.html(block(*(f'<p class="quiet">{plain(note)}</p>' for note in notes if note)))


def accusations(view: View) -> None:
    """Every accusation of the period with evidence offered, denial and grade; then denials that answer none of them."""
    frame = view.shelf.edition.dataset.frame(TABLE)
    ledger = ledger_of(frame, view.filters.start, view.filters.end)
    sources = source_links(view.shelf.edition.dataset)
    said = f"{sentence_case(count(len(ledger.accusations), 'accusation'))} in this period"
    said += f"; {number(len(ledger.elsewhere))} on record outside it." if ledger.elsewhere else "."
    st.html(block("<h2>Accusations</h2>", f"<p>{plain(said)}</p>"))
    headings = ("Date", "Who accuses whom", "What is said", "Evidence offered", "Denial", SURE, "Sources")
    if ledger.accusations:
        rows = [_accusation(view, one, sources) for one in ledger.accusations]
        st.html(
            block(f"<p>{plain(ONLY_SAID)}</p>", table(headings, rows, lead=1), f'<p class="quiet">{plain(NOTE)}</p>')
        )
    _denials_alone(denials_alone(frame, view.filters.start, view.filters.end), sources)


def _accusation(view: View, one: Accusation, sources: dict[str, str]) -> tuple[str, ...]:
    address = view.shelf.edition.dataset.tables[TABLE].address_of(one.sheet_row, one.origin)
    about = [part for part in (one.campaign, *one.incident_ids) if part]
    under = f'<br><span class="quiet">{plain("About " + listing(about))}</span>' if about else ""
    note = f'<br><span class="quiet">{plain(one.note)}</span>' if one.note else ""
    return (
        plain(day(one.date)),
        f"{plain(one.accuser)} accuses {plain(one.accused)}",
        plain(one.summary) + under + note,
        plain(sentence_case(one.evidence or NO_WORD)),
        _denial(one, sources),
        f'{plain(as_said(one.grade))}<br><span class="quiet">{plain(one.signal_id)}: {plain(address)}</span>',
        "<br>".join(sources[name] for name in one.source_ids),
    )


def _denial(one: Accusation, sources: dict[str, str]) -> str:
    told = [f"{_who_denies(denial)}<br>{_cited(denial, sources)}" for denial in one.denials]
    spoken = {denial.by for denial in one.denials}
    told += [plain(f"{name} (its words are not on record)") for name in deniers(one) if name not in spoken]
    return "<br>".join(told) if told else plain(sentence_case(NOBODY))


def _who_denies(denial: Denial) -> str:
    quiet = f'<span class="quiet">{plain(denial.signal_id)}</span>'
    return f"{plain(denial.by)}, {plain(day(denial.date))}: {plain(denial.summary)} {quiet}"


def _cited(denial: Denial, sources: dict[str, str]) -> str:
    return ", ".join(sources[name] for name in denial.source_ids)


def _denials_alone(denials: Sequence[Denial], sources: dict[str, str]) -> None:
    if not denials:
        return
    rows = [(plain(day(one.date)), plain(one.by), plain(one.summary), _cited(one, sources)) for one in denials]
    st.html(
        block(
            "<h3>Denials that answer no row of the record</h3>",
            table(("Date", "Who", "What is said", "Sources"), rows, lead=1),
        )
    )


def signal_rows(view: View) -> None:
    """Every signal of the period, newest first, with its cell and its sources."""
    signals = _signals(view).sort_values(["date", "signal_id"], ascending=[False, True], kind="stable")
    st.html(block("<h2>Signals</h2>", f"<p>{plain(sentence_case(count(len(signals), 'signal')))} in this period.</p>"))
    sources = source_links(view.shelf.edition.dataset)
    rows = [_signal(view, row, sources) for row in page_of(signals, key=f"signals_{view.query}").to_dict("records")]
    if rows:
        headings = ("Date", "Who towards whom", "What", "Kind and tone", "Grade and cell", "Sources")
        st.html(block(table(headings, rows, lead=1)))


def _signal(view: View, row: Row, sources: dict[str, str]) -> tuple[str, ...]:
    grade = "".join(row[key] for key in ("reliability", "credibility") if isinstance(row[key], str))
    address = view.shelf.edition.dataset.tables[TABLE].address_of(row[ROW], row[ORIGIN])
    notes = [row[key] for key in ("place", "note") if isinstance(row[key], str)]
    under = f'<br><span class="quiet">{plain(" · ".join(notes))}</span>' if notes else ""
    graded = as_said if row["signal_type"] in (ACCUSATION, DENIAL) else spelled
    denied = f"; denied by {row['denied_by']}" if isinstance(row["denied_by"], str) else ""
    return (
        plain(day(row["date"].date())),
        plain(f"{row['actor']} towards {row['counterpart']}"),
        plain(row["summary"]) + under,
        plain(f"{row['signal_type']}{'' if row['tone'] == FORCE else ', ' + row['tone']}{denied}"),
        f'{plain(graded(grade))}<br><span class="quiet">{plain(row["signal_id"])}: {plain(address)}</span>',
        "<br>".join(sources[name] for name in row["source_ids"]),
    )
