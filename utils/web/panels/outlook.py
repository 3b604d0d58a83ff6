"""The futures: how likely each is and on what that rests, and a switch for each indicator to see what would change.

Knows what is tried out. It must not know how a likelihood is worked out.
"""

import streamlit as st

from utils.analysis.indicators import Indicator
from utils.analysis.likelihood import scale_named
from utils.analysis.outlook import Outlook, outlook_of_edition
from utils.briefing.rules.counted import counted_beside
from utils.briefing.rules.outlook import how_likely, what_would_change
from utils.briefing.rules.starting_values import within
from utils.tables.vocabularies import INDICATOR_STATES, slug
from utils.visuals import chances
from utils.visuals.outlook import likelihood_picture, shift_picture
from utils.visuals.wording import day, listing, number, partial_day
from utils.web.controls import control, forget, keep, what_if
from utils.web.markup import block, fold, literal, plain, table
from utils.web.panels.pictures import picture
from utils.web.panels.rows import source_links
from utils.web.view import View


def tried(view: View) -> Outlook:
    """The outlook with the indicators as the reader has set them; states that do not exist are passed over."""
    recorded = outlook_of_edition(view.shelf.edition)
    states = {name: INDICATOR_STATES.label_for(value) for name, value in _asked(recorded).items()}
    return recorded.flipping({name: state for name, state in states.items() if state is not None})


def _asked(recorded: Outlook) -> dict[str, str]:
    """The states that the address asks for, by indicator, whether they exist or not."""
    asked = {one.indicator_id: what_if(slug(one.indicator_id)) for one in recorded.indicators}
    return {name: value for name, value in asked.items() if value is not None}


def futures(view: View) -> None:
    """How likely each future is, on one scale."""
    shown = tried(view)
    about = view.shelf.edition.dataset.about
    _not_followed(shown)
    scale = scale_named(about.likelihood_scale)
    faults = "".join(f"<p>{plain(fault.text)}</p>" for fault in shown.faults)
    st.html(block(faults))
    if shown.scenarios:
        picture(likelihood_picture(shown, scale, view.look))


def what_is_tried(view: View) -> None:
    """That signs are set otherwise than on record, and the sentences as they would be then; else nothing.

    Above the record's own sentences, so that nobody takes the one for the other.
    """
    shown, about = tried(view), view.shelf.edition.dataset.about
    if not shown.flipped:
        return
    told = [f"“{one.text}” as {one.state} (otherwise {one.standing})" for one in shown.flipped]
    sentences = [how_likely(shown, about), *what_would_change(shown)] if shown.likelihoods else []
    st.html(
        block(
            "<p><strong>A what-if, not the record.</strong> You have set "
            f"{plain(listing(told))}. The link in your browser holds that.</p>",
            *(f"<p>{plain(sentence.text)}</p>" for sentence in sentences),
        )
    )
    names = [slug(one.indicator_id) for one in shown.flipped]
    st.button("Back to the record", on_click=forget, args=(names,), key="record")


def _not_followed(shown: Outlook) -> None:
    """Tell which states of the link do not exist: the record holds for them."""
    states = ", ".join(f"“{label}”" for label in INDICATOR_STATES.labels)
    for name, value in _asked(shown).items():
        if INDICATOR_STATES.label_for(value) is None:
            told = f"The link asked for {name} as “{value}”, which is none of {states}: the record was used."
            st.html(block(f"<p>{plain(told)}</p>"))


def meanings(view: View) -> None:
    """What each future stands for, whose starting value it has and, where any is set, what the analysts say."""
    shown = tried(view)
    if not shown.scenarios:
        return
    sources = source_links(view.shelf.edition.dataset)
    own = ("Analysts' own likelihood",) if shown.owned else ()
    rows = [
        (
            plain(one.name),
            plain(one.description),
            plain(_set(one.prior, one.prior_by, one.prior_on)),
            *(plain(_set(one.own, one.own_by, one.own_on)) for _ in own),
            plain(one.note or ""),
            "<br>".join(sources[name] for name in one.source_ids),
        )
        for one in shown.scenarios
    ]
    headings = ("Future", "What would be seen", "Starting value", *own, "Note", "Sources")
    st.html(block("<h2>What each future stands for</h2>", table(headings, rows)))


def _set(percent: float | None, by: str | None, on: object) -> str:
    if percent is None:
        return "none set"
    told = [chances.percent(percent / 100), f"set by {within(by)}" if by else "by whom is not recorded"]
    return ", ".join([*told, f"on {day(on)}"] if on else told)  # type: ignore[arg-type]  # a date when there is one


def switches(view: View) -> None:
    """What any one indicator would change, and a switch for each of them."""
    shown = tried(view)
    if not shown.indicators or not shown.likelihoods:
        return
    st.html(
        block(
            "<h2>What would change this</h2>",
            "<p>Try it: set a sign differently and see what follows. The bars below and the sentences at the top of "
            "this page move. Nothing is saved.</p>",
        )
    )
    left, right = st.columns([9, 11], gap="large")
    with left:
        name = st.selectbox("For which future", [one.name for one, _ in shown.ranked], key="shifts_for")
        chosen = next(one for one in shown.scenarios if one.name == name)
        picture(shift_picture(shown, chosen, view.look), key=f"shifts_{chosen.order}")
    with right:
        for one in shown.indicators:
            _switch(shown, one)


def _switch(shown: Outlook, one: Indicator) -> None:
    name = slug(one.indicator_id)
    st.segmented_control(
        literal(one.text),
        INDICATOR_STATES.labels,
        key=control(name, one.state),
        on_change=keep,
        args=(name, one.standing),
    )
    stands = "Set otherwise here." if one.flipped else ""
    st.html(
        block(
            f'<p class="quiet">{stands}</p>' if stands else "",
            fold("On what it rests", f'<p class="quiet">{plain(_known_how(shown, one))}</p>'),
        )
    )


def _known_how(shown: Outlook, one: Indicator) -> str:
    """On what its state rests, what it weighs now, and who set that."""
    set_as = "Left open by the analyst" if one.unset else f"Set by the analyst: {one.recorded}"
    dated = f", {partial_day(one.state_date)}" if one.state_date else ""
    told = [counted_beside(one), one.basis or "", f"{one.theme}. {set_as}{dated}."]
    weight = shown.weights.get(one.indicator_id)
    told.append(
        f"Weight {one.weight:g}, now {weight:.2f}."
        if weight is not None
        else f"Weight {one.weight:g}; moves nothing now."
    )
    seen, missing = (one.diagnosticity(state) for state in INDICATOR_STATES.labels[:2])
    told.append(
        f"Up to {number(round(seen, 1))} times likelier to be seen under one future than under another, "
        f"up to {number(round(missing, 1))} times likelier not to be."
    )
    if one.set_by:
        told.append(f"Set by {within(one.set_by)}{f', {day(one.set_on)}' if one.set_on else ''}.")
    return " ".join(part for part in told if part)
