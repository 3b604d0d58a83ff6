"""The pages that a reader can open, as a saved view names them.

Knows words only. It must not know columns, sheets, nor what a page shows.
"""

from utils.tables.vocabularies.vocabulary import Entry, Vocabulary

PAGES = Vocabulary(
    "pages",
    (
        Entry("briefing", "Briefing"),
        Entry("incidents", "Incidents"),
        Entry("casualties", "Casualties"),
        Entry("responses", "Responses"),
        Entry("investments", "Investments"),
        Entry("region", "Region"),
        Entry("outlook", "Outlook"),
        Entry("sources", "Sources and method", ("Sources and method",)),
    ),
)
"""Each by the word in its address, with its title; the first is what opens by default."""
