"""Every source with its grade and what rests on it.

Knows the list. It must not know what the sources say.
"""

import pandas as pd
import streamlit as st

from utils.briefing.accounts import Row
from utils.tables.vocabularies import CREDIBILITIES, RELIABILITIES, Vocabulary
from utils.visuals.wording import count, partial_day
from utils.web.markup import block, link, plain, table
from utils.web.panels.rows import page_of
from utils.web.view import View


def source_list(view: View) -> None:
    """The sources, those that most rests on first, with a search over publisher, title and note."""
    sources = _with_use(view)
    used = int((sources["used"] > 0).sum())
    st.html(
        block(
            "<h2>Sources</h2>",
            f"<p>{plain(count(len(sources), 'source'))} in this edition; {plain(count(used, 'source'))} carry "
            "incidents or claims of this view. Copies of one original share an origin and count once.</p>",
        )
    )
    sought = st.text_input("Search publisher, title or note", key="sources_sought").strip()
    if sought:
        text = sources["publisher"] + " " + sources["title"] + " " + sources["note"].where(sources["note"].notna(), "")
        sources = sources[text.str.contains(sought, case=False, regex=False)]
    rows = [_row(source) for source in page_of(sources, key=f"sources_{sought}").to_dict("records")]
    st.html(block(table(("Source", "Published", "Grade", "Relays", "Rests on it", "Note"), rows)))


def _with_use(view: View) -> pd.DataFrame:
    cited = pd.concat([view.selection.incidents["source_ids"], view.selection.claims["source_ids"]])
    uses = cited.explode().value_counts()
    sources = view.shelf.edition.dataset.sources
    used = sources["source_id"].map(uses)
    counted = sources.assign(used=used.where(used.notna(), 0).astype("int64"))  # cited nowhere: rests under nothing
    return counted.sort_values(["used", "source_id"], ascending=[False, True], kind="stable")


def _row(source: Row) -> tuple[str, ...]:
    titled = f"{source['publisher']}: {source['title']}"
    name = link(str(source["url"]), titled) if isinstance(source["url"], str) else plain(titled)
    published = partial_day(str(source["published_date"])) if isinstance(source["published_date"], str) else "not dated"
    language = f" ({source['language']})" if isinstance(source["language"], str) else ""
    return (
        name + plain(language),
        plain(published),
        plain(source["reliability"] if isinstance(source["reliability"], str) else "not graded"),
        plain(source["relays"] if isinstance(source["relays"], str) else ""),
        plain(count(int(str(source["used"])), "row") if source["used"] else "nothing in this view"),
        plain(source["note"] if isinstance(source["note"], str) else ""),
    )


def grades() -> None:
    """What the grades mean."""
    st.html(
        block(
            "<h2>Grades</h2>",
            "<p>A source and a report are graded apart (Admiralty). F and 6 mean that no judgement is possible: they "
            "are not worse than E and 5.</p>",
            _meanings("Source", RELIABILITIES),
            _meanings("Report", CREDIBILITIES),
        )
    )


def _meanings(what: str, vocabulary: Vocabulary) -> str:
    rows = [(plain(entry.label), plain(entry.meaning)) for entry in vocabulary.entries]
    return table((what, "Meaning"), rows, style="twin")
