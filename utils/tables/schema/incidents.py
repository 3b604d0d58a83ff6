"""The table of incidents: what happened, where, when, and the tolls in reports of it.

Knows what analysts fill in. It must not know how cells are read or shown.
"""

from dataclasses import replace

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema.citing import SOURCE_IDS, row_id
from utils.tables.schema.grades import CREDIBILITY, RELIABILITY
from utils.tables.schema.location import ADMIN1, ADMIN2, GEO_PRECISION, LATITUDE, LONGITUDE, PLACE
from utils.tables.schema.timing import DATE_PRECISION, END_DATE, START_DATE


def _killed(group: str, label: str, whom: str = "") -> tuple[Column, Column]:
    """The low and the high figure of one group; `whom` says who is in it where its label does not."""
    whom = whom or label
    return (
        Column(
            f"killed_{group}_low",
            f"Killed, {label}, low",
            Kind.COUNT,
            f"Lowest figure reported for {whom} killed. Empty when none is known; 0 means none were killed.",
            minimum=0,
            hxl=f"#affected+killed+{group}+low",
            width=10,
        ),
        Column(
            f"killed_{group}_high",
            f"Killed, {label}, high",
            Kind.COUNT,
            f"Highest figure reported for {whom} killed, whoever claims it. Empty when not known.",
            minimum=0,
            above=f"killed_{group}_low",
            hxl=f"#affected+killed+{group}+high",
            width=10,
        ),
    )


INCIDENTS = Table(
    "incidents",
    "Incidents",
    "One row an incident: one place, one actor, one act, on one date or run of dates.",
    (
        row_id("incident_id", "Incident id", "H2-014"),
        replace(START_DATE, hxl="#date+occurred"),
        END_DATE,
        replace(DATE_PRECISION, hxl="#date+occurred+prec"),
        Column(
            "campaign",
            "Campaign",
            Kind.TEXT,
            "The named operation it was part of; none when part of no named operation; empty when not known.",
            hxl="#event+campaign",
            width=16,
        ),
        ADMIN1,
        ADMIN2,
        PLACE,
        LATITUDE,
        LONGITUDE,
        GEO_PRECISION,
        Column(
            "event_type",
            "Event type",
            Kind.CHOICE,
            "What kind of event (ACLED's six types).",
            required=True,
            vocabulary=words.EVENT_TYPES,
            hxl="#event+type",
            width=24,
        ),
        Column(
            "tactic",
            "Tactic",
            Kind.CHOICE,
            "How it was done.",
            vocabulary=words.TACTICS,
            hxl="#event+subtype",
            width=20,
        ),
        Column(
            "target_type",
            "Target",
            Kind.CHOICE,
            "Who or what was attacked.",
            vocabulary=words.TARGETS,
            other_headings=("target type",),
            hxl="#event+target",
            width=18,
        ),
        Column(
            "target_nationality",
            "Target nationality",
            Kind.TEXT,
            "Of foreigners attacked, when known.",
            hxl="#event+target+nationality",
            width=12,
        ),
        Column(
            "actor",
            "Actor",
            Kind.TEXT,
            "The organisation held to have done it. Empty when not identified.",
            other_headings=("perpetrator",),
            hxl="#org+actor",
            width=26,
        ),
        Column(
            "unit", "Unit", Kind.TEXT, "The part of that organisation, when named.", hxl="#org+actor+unit", width=18
        ),
        Column(
            "attribution",
            "Attribution",
            Kind.CHOICE,
            "How the actor is known. Empty when that is not recorded.",
            vocabulary=words.ATTRIBUTIONS,
            hxl="#org+actor+basis",
            width=12,
        ),
        Column(
            "attributed_by", "Attributed by", Kind.TEXT, "Who claims it or says so.", hxl="#org+attributing", width=20
        ),
        Column(
            "attribution_note",
            "Attribution note",
            Kind.TEXT,
            "Anything else about who did it, such as a rival account.",
            hxl="#org+actor+note",
            width=26,
        ),
        Column(
            "rival_actor",
            "Rival account, actor",
            Kind.TEXT,
            "Whom a rival account holds to have done it instead. Empty when there is none.",
            hxl="#org+actor+rival",
            width=22,
        ),
        Column(
            "rival_account_by",
            "Rival account by",
            Kind.TEXT,
            "Whose account that is.",
            hxl="#org+attributing+rival",
            width=20,
        ),
        Column(
            "female_fighter",
            "Female fighter",
            Kind.CHOICE,
            "Whether a woman took part in the attack.",
            vocabulary=words.YES_NO_UNKNOWN,
            hxl="#event+female",
            width=10,
        ),
        Column(
            "summary",
            "Summary",
            Kind.TEXT,
            "One sentence: who did what to whom, and who says so.",
            required=True,
            hxl="#description",
            width=60,
        ),
        *_killed("security", "security forces"),
        *_killed("civilian", "civilians"),
        *_killed("militant", "militants"),
        *_killed(
            "ungrouped", "group not given", "people whom no report tells apart by group, beside those told by group,"
        ),
        SOURCE_IDS,
        RELIABILITY,
        CREDIBILITY,
        Column(
            "notes",
            "Notes",
            Kind.TEXT,
            "What a reader should know: rival accounts, doubts, double counts.",
            other_headings=("note",),
            hxl="#meta+note",
            width=50,
        ),
        Column(
            "known_as",
            "Known as",
            Kind.TEXT,
            "The name by which the event is widely known, as its sources use it. Timelines mark it by this name.",
            hxl="#event+name",
            width=22,
        ),
    ),
)
