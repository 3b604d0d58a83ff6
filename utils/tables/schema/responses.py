"""The table of responses: what a state and its bodies did in answer to violence, by force, law or money.

Knows what analysts fill in. It must not know how cells are read or shown.
"""

from dataclasses import replace

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema.citing import NOTE, SOURCE_IDS, row_id
from utils.tables.schema.grades import CREDIBILITY, RELIABILITY
from utils.tables.schema.location import ADMIN1, ADMIN2, GEO_PRECISION, LATITUDE, LONGITUDE, PLACE
from utils.tables.schema.timing import DATE_PRECISION, END_DATE, START_DATE

_DAYS = "Empty when no report says; parts of a day as decimals."


def _measured(key: str, heading: str, help_text: str, tag: str, kind: Kind = Kind.DECIMAL) -> Column:
    return Column(key, heading, kind, help_text, minimum=0, hxl=tag, width=11)


_TRIGGER = (
    Column(
        "trigger",
        "Trigger",
        Kind.TEXT,
        "What it answered, as reported.",
        other_headings=("trigger incident",),
        hxl="#cause",
        width=34,
    ),
    Column(
        "trigger_campaign",
        "Trigger campaign",
        Kind.TEXT,
        "The named operation it answered, as in the incidents' column Campaign.",
        hxl="#cause+campaign",
        width=16,
    ),
    Column(
        "trigger_ids",
        "Trigger incidents",
        Kind.REFERENCES,
        "Ids of the incidents it answered, where they are known for certain.",
        refers_to="incidents",
        hxl="#cause+id",
        width=16,
    ),
)

_EXTENT = (
    Column(
        "scale_value",
        "Scale",
        Kind.DECIMAL,
        "How much, in the unit beside it. Never added across units.",
        minimum=0,
        hxl="#indicator+value",
        width=9,
    ),
    Column("scale_unit", "Scale unit", Kind.TEXT, "Of what.", hxl="#indicator+unit", width=24),
    _measured(
        "militants_killed_claimed",
        "Militants killed, claimed",
        "Militants killed by the claim of those who acted. Empty when none is given.",
        "#affected+killed+militant+claimed",
        Kind.COUNT,
    ),
    _measured(
        "arrests_claimed",
        "Arrests, claimed",
        "People held, by whoever says so. Empty when none is given.",
        "#affected+arrested+claimed",
        Kind.COUNT,
    ),
    Column(
        "arrests_claimed_by",
        "Arrests claimed by",
        Kind.TEXT,
        "Who gives that number. Empty when no report says.",
        hxl="#affected+arrested+source",
        width=22,
    ),
    _measured(
        "blackout_days", "Blackout days", f"Days without telephone or internet. {_DAYS}", "#access+blackout+days"
    ),
    _measured("curfew_days", "Curfew days", f"Days under curfew. {_DAYS}", "#access+curfew+days"),
)

RESPONSES = Table(
    "responses",
    "Responses",
    "One row a measure: what was done or announced, by whom, where, from when to when, in answer to what.",
    (
        row_id("response_id", "Response id", "R-014"),
        START_DATE,
        replace(END_DATE, help="Last day. Empty when it goes on, was a single day, or is not known."),
        DATE_PRECISION,
        Column(
            "actor",
            "Actor",
            Kind.TEXT,
            "Who acted or ordered it, always by the same name.",
            required=True,
            hxl="#org+impl",
            width=28,
        ),
        Column(
            "response_type",
            "Response type",
            Kind.CHOICE,
            "What kind of measure.",
            required=True,
            vocabulary=words.RESPONSE_TYPES,
            hxl="#operations+type",
            width=22,
        ),
        Column("title", "Title", Kind.TEXT, "A few words for it.", required=True, hxl="#operations+name", width=40),
        Column(
            "summary",
            "Summary",
            Kind.TEXT,
            "One sentence: who did what to whom, and who says so.",
            required=True,
            hxl="#description",
            width=60,
        ),
        ADMIN1,
        replace(
            ADMIN2, help="District or the like, as named on the Places sheet. Empty when it is the whole province."
        ),
        PLACE,
        LATITUDE,
        LONGITUDE,
        GEO_PRECISION,
        Column(
            "status",
            "Status",
            Kind.CHOICE,
            "How far it got. Empty when not recorded.",
            vocabulary=words.RESPONSE_STATUSES,
            hxl="#status",
            width=12,
        ),
        *_EXTENT,
        *_TRIGGER,
        SOURCE_IDS,
        RELIABILITY,
        CREDIBILITY,
        NOTE,
    ),
    needed=False,
)
