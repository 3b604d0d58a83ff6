"""What was before and after measures: the average around many, like dates nearby, and one that the reader picks.

Knows what is shown and asked for. It must not know how anything is worked out, nor say that a measure did anything.
"""

from collections.abc import Callable

import streamlit as st

from utils.analysis.attack_days import attack_days
from utils.analysis.effects import RING_FAR, RING_NEAR, BeforeAfter, Standing, compared
from utils.analysis.event_study import EventStudy, event_study
from utils.analysis.figures import ids_of
from utils.analysis.responses import Register, register_of
from utils.analysis.wakes import Wakes, wakes
from utils.briefing.rules import effects as sayings
from utils.briefing.rules.effects import between, times
from utils.tables.vocabularies import RESPONSE_TYPES
from utils.visuals.effects import before_after_picture
from utils.visuals.event_study import event_study_picture
from utils.visuals.pictures import Picture
from utils.visuals.wakes import wakes_picture
from utils.visuals.wording import count, day, number
from utils.web.keeping import kept
from utils.web.markup import block, plain, table
from utils.web.panels.picks import pick
from utils.web.panels.pictures import picture
from utils.web.shelf import Shelf
from utils.web.view import View

EVERY = "Every kind"


@kept(64)
def _around(shelf: Shelf, ids: tuple[str, ...]) -> EventStudy:
    frame = shelf.edition.dataset.frame("responses")
    return event_study(frame[frame["response_id"].isin(ids)], attack_days(shelf.edition))


@kept(64)
def _nearby(shelf: Shelf, ids: tuple[str, ...]) -> Wakes:
    frame = shelf.edition.dataset.frame("responses")
    return wakes(frame[frame["response_id"].isin(ids)], attack_days(shelf.edition))


def around_measures(view: View) -> None:
    """Attacks in the weeks around the selected measures, on average, and what followed them nearby."""
    register = register_of(view.selection)
    st.html(block("<h2>Before and after</h2>"))
    if register.frame.empty:
        st.html(block("<p>No measure is selected, so there is nothing to compare.</p>"))
        return
    held = set(register.frame["response_type"])
    kinds = [EVERY, *(kind for kind in RESPONSE_TYPES.labels if kind in held)]
    kind = pick("Kind of measure", "measure-kind", kinds)
    kept = register.frame["response_type"].isin(held if kind == EVERY else {kind})
    ids = ids_of(register.frame.loc[kept, "response_id"])
    study = _around(view.shelf, ids)
    st.html(block(_paragraphs(sayings.on_average(study))))
    _drawn(event_study_picture(study, view.look), folded=not study.enough or study.heaviest is not None)
    told = _nearby(view.shelf, ids)
    st.html(block("<h3>Nearby, against like dates</h3>", _paragraphs(sayings.in_wakes(told))))
    _drawn(wakes_picture(told, view.look), folded=not told.judged)


def _drawn(drawn: Picture, *, folded: bool) -> None:
    """The picture; behind a click where nothing can be read from it that the sentences do not say."""
    if folded:
        with st.expander(f"Chart: {drawn.title}", key=f"chart_{drawn.name}"):
            picture(drawn)
    else:
        picture(drawn)


def _paragraphs(said: list[str]) -> str:
    return "".join(f"<p>{plain(sentence)}</p>" for sentence in said)


def one_measure(view: View) -> None:
    """One measure's weeks before and after, those that can be judged offered first."""
    register = register_of(view.selection)
    if register.frame.empty:
        return
    told = {name: compared(view.shelf.edition, name) for name in register.ids}
    judged = sorted(
        (name for name in register.ids if told[name].standing is Standing.JUDGED), key=_order(register, told)
    )
    names = [*judged, *(name for name in register.ids if name not in judged)]
    labels = {name: _label(register, told[name]) for name in names}
    st.html(block("<h3>One measure</h3>", f"<p>{plain(_judged(len(judged), len(names)))}</p>"))
    chosen = pick("Measure", "measure", names, shown=labels.__getitem__)
    one = compared(view.shelf.edition, chosen, placebos=True)
    picture(before_after_picture(one, _title(register, chosen), view.look), key=f"before_after_{chosen}")
    st.html(block(_paragraphs(sayings.one_measure(one)), _summary(one)))


def _order(register: Register, told: dict[str, BeforeAfter]) -> Callable[[str], tuple[int, int]]:
    """The newest first, and of one day those with force or arrests before limits and committees."""
    kinds = dict(zip(register.frame["response_id"], register.frame["response_type"], strict=True))
    return lambda name: (-told[name].start.toordinal(), RESPONSE_TYPES.labels.index(kinds[name]))


def _judged(judged: int, every: int) -> str:
    if not judged:
        return f"Of {count(every, 'measure')} none can be judged: too few attacks, or too little record, around them."
    return f"Of {count(every, 'measure')}, {number(judged)} can be judged and stand first in the list."


def _title(register: Register, name: str) -> str:
    return str(register.frame.loc[register.frame["response_id"] == name, "title"].iloc[0])


def _label(register: Register, told: BeforeAfter) -> str:
    note = "" if told.standing is Standing.JUDGED else f" ({told.standing})"
    return f"{day(told.start)}, {told.area}: {_title(register, told.response_id)}{note}"


def _summary(told: BeforeAfter) -> str:
    """The ring around the measure's place, where violence that moved away would be found."""
    if told.ring is None:
        return ""
    ratio, low, high = told.ring.ratio
    judged = (times(ratio), between(low, high)) if told.ring.enough else ("too few to judge", "too few to judge")
    reach = f"Violence that moved would be found {number(RING_NEAR)}–{number(RING_FAR)} km away"
    cells = [plain(cell) for cell in (reach, number(told.ring.before), number(told.ring.after), *judged)]
    return table(("Where", "Attacks before", "Attacks after", "Ratio", "Interval"), [cells])
