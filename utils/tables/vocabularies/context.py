"""The list for what an author is on record with about the setting: what kind of statement it is.

Knows words only. It must not know columns, sheets or colours.
"""

from utils.tables.vocabularies.vocabulary import Entry, Vocabulary

CONTEXT_KINDS = Vocabulary(
    "kinds of statement",
    (
        Entry("argument", "What the author holds to be so, and why"),
        Entry("condition", "What the author names as needed for it to become otherwise"),
        Entry("warning", "What the author expects otherwise"),
    ),
)
