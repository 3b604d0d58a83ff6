"""The lists for what states and others did in answer, and for what they signalled to each other.

Knows words only. It must not know columns, sheets or colours.
"""

from utils.tables.vocabularies.vocabulary import Entry, Vocabulary, plain

RESPONSE_TYPES = Vocabulary(
    "response types",
    (
        Entry("Military operation", "Ground, air or sea action with force", ("Kinetic operation",)),
        Entry("Intelligence operation", "A raid or search led by intelligence"),
        Entry("Deployment", "More forces sent or raised"),
        Entry("Arrests and detention"),
        Entry("Movement restriction", "Curfew, closed roads or trains, a ban on gatherings"),
        Entry("Communications shutdown", "Telephone or internet cut, wholly or in part"),
        Entry("Media and civil society control", "Measures against press, campuses, activists or employees"),
        Entry("Legal and administrative", "Laws, court orders, cabinet and committee decisions"),
        Entry("Infrastructure protection", "Guards, fences and surveillance for projects and the people on them"),
        Entry("Political and economic measure", "Talks, amnesty, agreements, money"),
    ),
)

RESPONSE_STATUSES = Vocabulary(
    "response statuses",
    (
        Entry("announced", "Promised, ordered or asked for; nothing recorded says that it was carried out"),
        Entry("under way", "Still in force or going on when last reported"),
        Entry("ended", "Reported as over"),
    ),
)

SIGNAL_TYPES = plain(
    "signal types",
    "Condemnation",
    "Accusation",
    "Denial",
    "Security demand",
    "Security cooperation",
    "Diplomatic meeting",
    "Investment statement",
    "Sanction or designation",
    "Border closure",
    "Border clash",
    "Military action",
)

STANCES = Vocabulary(
    "stances",
    (  # towards the counterpart, from the friendliest
        Entry("supportive", "For the counterpart"),
        Entry("neutral", "Neither for nor against it"),
        Entry("critical", "Against something that it does or leaves undone"),
        Entry("hostile", "Against it as such, in words or by force"),
    ),
)

EVIDENCE_OFFERED = Vocabulary(
    "evidence offered",
    (
        Entry("open to checks", "Published so that others can check it"),
        Entry("in part", "Figures or names were given, not open to outside checks"),
        Entry("promised", "Said to exist, not shown"),
        Entry("none shown", "A report says that none was shown"),
    ),
)
