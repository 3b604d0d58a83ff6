"""The lists for projects and for rival figures about money.

Knows words only. It must not know columns, sheets or colours.
"""

from utils.tables.vocabularies.vocabulary import Entry, Vocabulary, plain

SECTORS = plain(
    "sectors",
    "Port",
    "Airport",
    "Road",
    "Rail",
    "Power generation",
    "Power transmission",
    "Mining",
    "Special economic zone",
    "Water",
    "Telecom",
    "Health",
    "Education",
    "Other",
)

PROJECT_STATUSES = Vocabulary(
    "project statuses",
    (
        Entry("pipeline", "Planned or under negotiation, no work on site"),
        Entry("under construction"),
        Entry("completed", "Built"),
        Entry("operational", "In use"),
        Entry("stalled", "Begun or agreed, with no progress reported", ("delayed",)),
        Entry("shelved", "Dropped, or reported as dropped", ("cancelled", "abandoned")),
    ),
)

FINANCING_TYPES = Vocabulary(
    "financing types",
    (
        Entry("loan"),
        Entry("grant"),
        Entry("equity"),
        Entry("mixed", "More than one of these"),
        Entry("unknown", "Not reported, or not settled"),
    ),
)

MONEY_MEASURES = Vocabulary(
    "measures of money",
    (  # the first three are stages of the same money: they are compared, never added
        Entry("announced", "Said or planned"),
        Entry("committed", "Promised in a signed or approved agreement"),
        Entry("spent", "Reported as spent, disbursed or realised", ("disbursed", "realised")),
        Entry("FDI inflow", "Foreign direct investment that came in over a period", ("inflow",)),
        Entry("debt owed", "What was owed at a date"),
        Entry("security cost", "Cost of guarding, over a period or in one grant"),
    ),
)

MONEY_CLAIMANTS = Vocabulary(
    "claimants of money figures",
    (
        Entry("government", "A state, its ministries and bodies"),
        Entry("company", "A firm about its own project"),
        Entry("lender", "A bank or fund about its own money"),
        Entry("independent media", "News organisations, and what they pass on without naming who counted", ("media",)),
        Entry("research body", "Databases, universities, think tanks"),
    ),
)
