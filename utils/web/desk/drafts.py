"""The drafts that lie open, the head of one, and what may be done with it: publish, approve, discard.

Knows the deeds and asks the rules. It must not know what a draft holds.
"""

from collections.abc import Callable
from urllib.parse import quote

import streamlit as st

from utils.editions.lines import Draft, State
from utils.editions.refusals import OvertakenError, StoreError
from utils.tables.problems import Severity
from utils.visuals.wording import count, listing
from utils.web.access.policies import why_not_publish, why_not_review
from utils.web.access.roles import Action
from utils.web.desk.difference import summary_of
from utils.web.desk.moments import moment
from utils.web.desk.reception import read_into_draft
from utils.web.desk.visit import Visit, go_to
from utils.web.markup import block, literal, plain, table
from utils.web.settings import read_settings
from utils.web.shelf import current_shelf
from utils.web.stores import current_store, now


def open_drafts(visit: Visit) -> None:
    """The drafts that are not published yet, when none of them lies open."""
    if visit.draft is not None:
        return
    drafts = [draft for draft in current_store().drafts() if draft.digest]
    if not drafts:
        return
    rows = [
        (
            f'<a href="desk?draft={quote(draft.id)}" target="_self">{plain(listing(_uploaded(draft), 3))}</a>',
            plain(draft.author),
            plain(moment(draft.changed_at)),
            plain(f"edition {draft.parent}"),
            plain(_state(draft)),
        )
        for draft in drafts
    ]
    st.html(block("<h2>Open drafts</h2>", table(("Files", "By", "Last changed", "Began from", "State"), rows)))


def _uploaded(draft: Draft) -> list[str]:
    return [file.name for file in draft.files if file.uploaded_in is None]


def stopping(draft: Draft) -> int:
    """How many problems must be repaired before it can be published."""
    return sum(problem.severity is Severity.STOPS for problem in draft.problems)


def _state(draft: Draft) -> str:
    if draft.state is not State.OPEN:
        return f"published as edition {draft.edition}" if draft.edition else draft.state.value
    newest, wrong = current_shelf().edition.number, stopping(draft)
    if draft.parent != newest:
        return f"begun from edition {draft.parent}, no longer the newest"
    approved = f"; approved by {draft.approved_by}" if draft.approved_by else ""
    return (f"{count(wrong, 'problem')} to repair" if wrong else "can be published") + approved


def draft_head(visit: Visit) -> None:
    """Whose draft it is, what it holds, and the link by which another analyst opens it."""
    draft = visit.draft
    if draft is None:
        return
    told = (
        f"By {draft.author}, {moment(draft.changed_at)}, from edition {draft.parent}: {listing(_uploaded(draft), 5)}."
    )
    if visit.open_draft is None:
        new = '<p><a class="act" href="desk" target="_self">Begin a new draft</a></p>'
        st.html(block(f"<h2>Draft: {plain(_state(draft))}</h2><p>{plain(told)}</p>", new))
        return
    link = f"./?draft={quote(draft.id)}"
    st.html(
        block(
            f"<h2>Draft: {plain(_state(draft))}</h2><p>{plain(told)}</p>",
            f'<p><a class="act" href="{link}" target="_blank">See all pages with this draft</a> '
            '<a class="act" href="desk" target="_self">Close it, to go on later</a></p>',
        )
    )
    st.caption("Another analyst opens it by the address of this page; whoever is not signed in cannot.")
    if draft.parent != current_shelf().edition.number:
        newest = current_shelf().edition.number
        st.warning(literal(f"Edition {newest} was published after this draft was begun from edition {draft.parent}."))
        if st.button(f"Begin again from edition {newest}, with the same files", key="desk_renew"):
            read_into_draft(visit, current_store().uploaded(draft.id), draft.recipe.choices, renew=True)


def publish_box(visit: Visit) -> None:
    """Publish, approve or discard the draft; where one cannot, why not."""
    draft = visit.open_draft
    if draft is None:
        return
    st.html(block("<h2>Publish</h2>"))
    note = st.text_area("What changed, and why: readers of the history see this", value=draft.note, key="desk_note")
    who, published = visit.user.name, draft.edition
    why_not = why_not_publish(
        author=draft.author,
        publisher=who,
        second_person=read_settings().second_person,
        stopping=stopping(draft),
        published_as=published,
    )
    if why_not:
        st.info(literal(why_not))
    with st.container(horizontal=True):
        may = visit.user.may(Action.PUBLISH)
        late = draft.parent != current_shelf().edition.number
        if st.button("Publish", type="primary", disabled=bool(why_not) or late or not may, key="desk_publish"):
            _publish(visit, draft, note)
        objection = why_not_review(author=draft.author, reviewer=who, published_as=published)
        if objection is None and draft.approved_by != who and st.button("Approve", key="desk_approve"):
            _do(visit, lambda: current_store().approve(draft.id, who, now(), draft.digest), "Approved.", draft.id)
        if st.button("Discard this draft", key="desk_withdraw"):
            _do(
                visit,
                lambda: current_store().withdraw(draft.id, who, now()),
                "The draft is discarded. Its files stay in the store.",
                None,
            )


def _publish(visit: Visit, draft: Draft, note: str) -> None:
    if not note.strip():
        go_to(draft.id, failed="Please say what changed, and why: readers of the history see it.")
    try:
        number = current_store().publish(draft.id, visit.user.name, now(), note.strip(), draft.digest)
    except OvertakenError as error:
        changed = f" In the meantime: {summary_of(error.changes)}." if error.changes else ""
        go_to(draft.id, failed=f"{error}{changed}")
    except StoreError as error:
        go_to(draft.id, failed=str(error))
    else:
        go_to(None, done=f"Published as edition {number}. Readers see it within seconds.")


def _do(visit: Visit, deed: Callable[[], object], done: str, then: str | None) -> None:
    try:
        deed()
    except StoreError as error:
        go_to(visit.draft.id if visit.draft else None, failed=str(error))
    else:
        go_to(then, done=done)
