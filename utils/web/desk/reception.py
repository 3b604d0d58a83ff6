"""Uploads: files come in, are read in a process of their own, and become a draft.

Knows the way of a file into a draft. It must not know what the files hold.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from utils.editions.lines import Draft
from utils.editions.recipes import Upload, upload_of
from utils.editions.refusals import StoreError
from utils.tables import quarantine
from utils.tables.importing import LAYOUTS
from utils.tables.intake import Choices, from_parts, to_parts
from utils.tables.marking import unmarked_stem
from utils.tables.problems import Code, Problem
from utils.visuals.wording import count, listing
from utils.web.desk.visit import Visit, go_to
from utils.web.failures import log_failure
from utils.web.markup import block, literal, plain
from utils.web.settings import read_settings
from utils.web.shelf import current_shelf, shelf_of
from utils.web.stores import current_store, now

_UPLOADS = "desk_uploads"
_TOLD = 3


def reception(visit: Visit) -> None:
    """The place where files are handed in."""
    if visit.draft is not None:
        if visit.open_draft is not None:
            with st.expander("Upload other files into this draft"):
                _hand_in(visit)
        return
    origins = listing([layout.name for layout in LAYOUTS], len(LAYOUTS))
    st.html(
        block(
            "<p>Give one spreadsheet or several: any of the sheets, as .xlsx, .xlsm, .xls, .ods or .csv, or a file of "
            f"{plain(origins)}. Tables that they do not hold stay as "
            "they are published. Nothing changes for readers until you publish.</p>"
        )
    )
    _hand_in(visit)


def _hand_in(visit: Visit) -> None:
    number = st.session_state.setdefault(_UPLOADS, 0)
    given = st.file_uploader("Spreadsheets", accept_multiple_files=True, key=f"desk_files_{number}")
    kept = _kept_names(visit, [file.name for file in given], number)
    if st.button("Read these files", type="primary", disabled=not given, key="desk_read"):
        files = _by_name([*_held(visit, kept), *((file.name, file.getvalue()) for file in given)])
        st.session_state[_UPLOADS] = number + 1  # an empty uploader for the next time: the store has the files now
        choices = replace(visit.draft.recipe.choices, day_first=None) if visit.draft else Choices()
        read_into_draft(visit, files, choices)


def _kept_names(visit: Visit, given: Sequence[str], number: int) -> list[str]:
    """The draft's files that are read again beside the new ones: what is not named here leaves the draft."""
    if visit.open_draft is None or not given:
        return []
    others, usual = staying([file.name for file in visit.open_draft.files if file.uploaded_in is None], given)
    if not others:
        return []
    key = f"desk_kept_{number}_{len(usual)}"
    return st.multiselect("Files of this draft that are read again beside them", others, usual, key=key)


def staying(held: Sequence[str], given: Sequence[str]) -> tuple[list[str], list[str]]:
    """The held files that none of the given ones replaces; and those that stay unless somebody says otherwise.

    One replaces another by its name, marked copy or not. When any does, it is a repair and the others stay; when none
    does, it may well be all of them under new names.
    """
    copies = {unmarked_stem(name) for name in given if name not in held}
    others = [name for name in held if name not in given and unmarked_stem(name) not in copies]
    return others, others if len(others) < len(held) else []


def _held(visit: Visit, names: Sequence[str]) -> list[tuple[str, bytes]]:
    if visit.draft is None or not names:
        return []
    uploaded = current_store().uploaded(visit.draft.id)
    return [(name, uploaded[name]) for name in names]


def _by_name(given: list[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files by name without any folder; two of one name are told apart by a number."""
    files: dict[str, bytes] = {}
    for path, content in given:
        name = path.replace("\\", "/").rpartition("/")[2] or "file"
        stem, dot, ending = name.rpartition(".")
        number = 1
        while name in files and files[name] != content:
            number += 1
            name = f"{stem or ending} ({number}){dot if stem else ''}{ending if stem else ''}"
        files[name] = content
    return files


def read_into_draft(visit: Visit, files: Mapping[str, bytes], choices: Choices, *, renew: bool = False) -> None:
    """Read the files by those choices and lay them in the open draft, or in a new one; then show it.

    The draft keeps the edition that it began from; with `renew` it begins from the newest.
    """
    bar = st.progress(0.0, "Reading")
    settings = read_settings()
    if len(files) > settings.limits.files:
        told = settings.limits.told("files")
        go_to(_name(visit), failed=str(Problem(Code.FILE_TOO_BIG, "", found=f"{len(files)} files", allowed=told)))
    try:
        base = current_shelf() if visit.draft is None or renew else shelf_of(visit.draft.parent)
        if base.fault:  # what is shown then is not what is published
            go_to(_name(visit), failed=base.fault)
        parts = to_parts(files, base.edition.dataset, choices, settings.limits)
        answer = quarantine.run(parts, settings.limits, lambda what, share: _tell(bar, what, share))
        read = from_parts(answer)
        if not read.taken and visit.draft is None:
            go_to(None, failed=" ".join(str(problem) for problem in read.problems[:_TOLD]))
        saved = _save(visit, upload_of(files, read, choices, base.edition.dataset), base.edition.number)
    except quarantine.QuarantineError as error:
        go_to(_name(visit), failed=str(error.problem(listing(list(files), 3))))
    except quarantine.QuarantineBrokenError as error:
        reference = log_failure(error)
        go_to(_name(visit), failed=f"Sorry, these files could not be read. The fault is ours (reference {reference}).")
    except StoreError as error:
        go_to(_name(visit), failed=str(error))
    else:
        go_to(saved.id, done=f"Read {count(len(files), 'file')}: {listing(list(files), 3)}.")


def _tell(bar: DeltaGenerator, what: str, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), literal(what))


def _save(visit: Visit, upload: Upload, parent: int) -> Draft:
    store = current_store()
    name = visit.draft.id if visit.draft else secrets.token_urlsafe(24)
    if visit.draft is None:
        store.new_draft(name, parent, visit.user.name, now())
    return store.save_draft(name, upload, visit.user.name, now(), parent)


def _name(visit: Visit) -> str | None:
    return visit.draft.id if visit.draft else None
