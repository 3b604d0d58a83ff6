"""The table of regional signals: what states and others said or did towards each other.

Knows what analysts fill in. It must not know how cells are read or shown.
"""

from dataclasses import replace

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema.citing import NOTE, SOURCE_IDS, row_id
from utils.tables.schema.grades import CREDIBILITY, RELIABILITY
from utils.tables.schema.location import GEO_PRECISION, LATITUDE, LONGITUDE, PLACE

_DISPUTE = (
    Column(
        "evidence_offered",
        "Evidence offered",
        Kind.CHOICE,
        "What was shown for an accusation. Empty when no report says.",
        vocabulary=words.EVIDENCE_OFFERED,
        hxl="#x_evidence",
        width=14,
    ),
    Column(
        "denied_by",
        "Denied by",
        Kind.TEXT,
        "Who denies or rejects it. Empty when no denial is recorded.",
        hxl="#org+denying",
        width=18,
    ),
    Column(
        "denial_ids",
        "Denials",
        Kind.REFERENCES,
        "Ids of the rows of this sheet that hold the denial.",
        refers_to="regional_signals",
        hxl="#meta+id+denial",
        width=14,
    ),
)

_SUBJECT = (
    Column(
        "campaign",
        "Campaign",
        Kind.TEXT,
        "The named operation it speaks of, as in the incidents' column Campaign.",
        hxl="#event+campaign",
        width=16,
    ),
    Column(
        "incident_ids",
        "Incidents",
        Kind.REFERENCES,
        "Ids of the incidents it speaks of, where known for certain.",
        refers_to="incidents",
        hxl="#meta+id+event",
        width=14,
    ),
)

REGIONAL_SIGNALS = Table(
    "regional_signals",
    "Regional signals",
    "One row a statement or act: who, towards whom, of what kind and in what tone; accusations with their denial.",
    (
        row_id("signal_id", "Signal id", "S-014"),
        Column(
            "date",
            "Date",
            Kind.DATE,
            "The day it was said or done, or was reported.",
            required=True,
            hxl="#date+occurred",
            width=12,
        ),
        Column(
            "actor",
            "Actor",
            Kind.TEXT,
            "The state or organisation that speaks or acts, always by the same name.",
            required=True,
            hxl="#org+actor",
            width=20,
        ),
        Column(
            "actor_group",
            "Actor's group",
            Kind.TEXT,
            "The country or group of states that the actor belongs to.",
            hxl="#org+actor+group",
            width=14,
        ),
        Column(
            "counterpart",
            "Counterpart",
            Kind.TEXT,
            "Towards whom, always by the same name.",
            required=True,
            hxl="#org+counterpart",
            width=16,
        ),
        Column(
            "signal_type",
            "Signal type",
            Kind.CHOICE,
            "What kind of statement or act.",
            required=True,
            vocabulary=words.SIGNAL_TYPES,
            hxl="#event+type",
            width=22,
        ),
        Column(
            "stance",
            "Stance",
            Kind.CHOICE,
            "In what tone towards the counterpart.",
            required=True,
            vocabulary=words.STANCES,
            hxl="#event+stance",
            width=12,
        ),
        Column(
            "summary",
            "Summary",
            Kind.TEXT,
            "One sentence: who said or did what, and who says so.",
            required=True,
            hxl="#description",
            width=60,
        ),
        *_SUBJECT,
        *_DISPUTE,
        replace(PLACE, help="Where it was said or done. Empty when not known."),
        LATITUDE,
        LONGITUDE,
        replace(GEO_PRECISION, required=False, help="How exactly the point is known. Empty when there is no point."),
        SOURCE_IDS,
        RELIABILITY,
        CREDIBILITY,
        NOTE,
    ),
    needed=False,
)
