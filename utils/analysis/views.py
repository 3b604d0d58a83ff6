"""The views that an edition's analysts have saved: a choice of filters under a name.

Knows names and queries. It must not know pages, nor what is shown of a choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from utils.tables.dataset import Dataset
from utils.tables.schema.views import VIEWS
from utils.tables.vocabularies import PAGES, Entry, Vocabulary

MOST_FIELDS = 200
"""So many filters of a view are followed."""


@dataclass(frozen=True)
class SavedView:
    """One saved view. `query` is its choice as an address has it, name to values; `page` is where it opens."""

    name: str
    query: Mapping[str, Sequence[str]]
    page: str
    note: str


def saved_views(dataset: Dataset) -> tuple[SavedView, ...]:
    """Every saved view, in the order of its sheet."""
    rows = dataset.frame(VIEWS.name)[["view", "filters", "page", "note"]].itertuples(index=False, name=None)
    return tuple(
        SavedView(
            name,
            _query(filters),
            page if isinstance(page, str) else PAGES.labels[0],
            note if isinstance(note, str) else "",
        )
        for name, filters, page, note in rows
    )


def view_named(dataset: Dataset, name: str) -> SavedView | str | None:
    """The saved view of that name, however its case and spaces are written.

    Where there is none, the name that is most like it; None when nothing is alike.
    """
    views = {view.name: view for view in saved_views(dataset)}
    names = Vocabulary("saved views", tuple(Entry(known) for known in views))
    label = names.label_for(name)
    return views[label] if label is not None else names.nearest(name)


def _query(filters: str) -> dict[str, list[str]]:
    """The choice; an analyst may have copied a whole address, or the question mark before the filters."""
    written = filters.strip().rpartition("?")[2].partition("#")[0]
    try:
        return parse_qs(written, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
