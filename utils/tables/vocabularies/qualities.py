"""How well a thing is known: grades of sources and claims, precision of dates and places, plain answers.

Knows words only. It must not know columns, sheets or colours.
"""

from utils.tables.vocabularies.vocabulary import Entry, Vocabulary, plain

RELIABILITIES = Vocabulary(
    "source grades",
    (  # Admiralty (NATO AJP-2.1); F is "cannot be judged", not worse than E
        Entry("A", "Completely reliable"),
        Entry("B", "Usually reliable"),
        Entry("C", "Fairly reliable"),
        Entry("D", "Not usually reliable"),
        Entry("E", "Unreliable"),
        Entry("F", "Reliability cannot be judged"),
    ),
)

CREDIBILITIES = Vocabulary(
    "claim grades",
    (  # 6 is "cannot be judged", not worse than 5
        Entry("1", "Confirmed by other sources"),
        Entry("2", "Probably true"),
        Entry("3", "Possibly true"),
        Entry("4", "Doubtful"),
        Entry("5", "Improbable"),
        Entry("6", "Truth cannot be judged"),
    ),
)

DATE_PRECISIONS = Vocabulary(
    "date precisions",
    (
        Entry("day", "The day is known"),
        Entry("week", "Known to about a week"),
        Entry("month", "Known to the month"),
        Entry("year", "Known to the year"),
    ),
)

GEO_PRECISIONS = Vocabulary(
    "place precisions",
    (
        Entry("exact", "The spot itself"),
        Entry("town", "The town, good to a few kilometres"),
        Entry("district", "Somewhere in the district; the point is a stand-in"),
        Entry("province", "Somewhere in the province; the point is a stand-in and is not drawn"),
    ),
)

SITE_PRECISIONS = Vocabulary(
    "site precisions",
    (*GEO_PRECISIONS.entries, Entry("corridor", "A road, line or pipe; the point is one spot on it")),
)

YES_NO_UNKNOWN = plain("answers", "yes", "no", "unknown")

YES_NO = plain("plain answers", "yes", "no")
