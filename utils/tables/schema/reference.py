"""The tables of `reference.xlsx`: what the edition is, its sources and its places.

Knows what analysts fill in. It must not know how cells are read or shown.
"""

from dataclasses import replace

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema.citing import NOTE, row_id
from utils.tables.schema.grades import RELIABILITY
from utils.tables.schema.location import LATITUDE, LONGITUDE

SOURCES = Table(
    "sources",
    "Sources",
    "One row a source. Everything else points here.",
    (
        row_id("source_id", "Source id", "SRC-014"),
        Column("publisher", "Publisher", Kind.TEXT, "Who published it.", required=True, hxl="#org+publisher", width=30),
        Column("title", "Title", Kind.TEXT, "Its title.", required=True, hxl="#meta+title", width=60),
        Column(
            "url",
            "Address",
            Kind.LINK,
            "Its web address (http or https).",
            other_headings=("url", "link"),
            hxl="#meta+url",
            width=50,
        ),
        Column(
            "published_date",
            "Published",
            Kind.PARTIAL_DATE,
            "As exactly as known: 2026-02-01, 2026-02 or 2026.",
            other_headings=("published date",),
            hxl="#date+published",
            width=12,
        ),
        Column("language", "Language", Kind.TEXT, "When it is not English.", width=12),
        Column("relays", "Relays", Kind.TEXT, "Whose text or claim it passes on.", width=22),
        Column(
            "origin_id",
            "Origin id",
            Kind.TEXT,
            "Copies of one original share this id, so that they count once. Empty: an original of its own.",
            width=22,
        ),
        Column(
            "party",
            "Party to the conflict",
            Kind.CHOICE,
            "yes when the publisher is itself a party. Empty when not recorded.",
            vocabulary=words.YES_NO,
            width=10,
        ),
        RELIABILITY,
        replace(NOTE, help="Access, bias, how the date was found."),
    ),
)

PLACES = Table(
    "places",
    "Places",
    "The provinces and districts that the other sheets may name, with other spellings that are accepted.",
    (
        replace(row_id("place_id", "Place id", "NL-alder"), width=20),
        Column(
            "name",
            "Name",
            Kind.TEXT,
            "The name that is shown, with its province where it has a namesake.",
            required=True,
            hxl="#loc+name",
            width=22,
        ),
        Column(
            "kind",
            "Kind",
            Kind.CHOICE,
            "Country, province (admin1) or district (admin2).",
            required=True,
            vocabulary=words.PLACE_KINDS,
            width=10,
        ),
        Column("parent", "Parent", Kind.TEXT, "Place id of what it lies in.", refers_to="places", width=12),
        Column("other_names", "Other names", Kind.REFERENCES, "Other spellings, separated by semicolons.", width=30),
        Column("pcode", "P-code", Kind.TEXT, "Only a key together with its edition.", hxl="#loc+code", width=10),
        Column("pcode_edition", "P-code edition", Kind.TEXT, "The boundary set that the code belongs to.", width=14),
        replace(LATITUDE, help="Of its chief town, where known."),
        replace(LONGITUDE, help="Of its chief town, where known."),
        Column("valid_from", "Valid from", Kind.PARTIAL_DATE, "Since when the unit exists, if newly made.", width=12),
        Column("valid_to", "Valid to", Kind.PARTIAL_DATE, "Until when, if dissolved.", width=12),
        Column("source", "Source", Kind.TEXT, "Where this comes from.", width=40),
        replace(NOTE, width=40),
        Column(
            "native_name",
            "Name in its own script",
            Kind.TEXT,
            "As it is written there, from the source named in this row or the note; it is found under this name, too.",
            hxl="#loc+name+alt",
            width=22,
        ),
    ),
)

ABOUT = Table(
    "about",
    "About",
    "What this edition is: its title, its date, who may see it, and the words that are a judgement.",
    (
        Column("setting", "Setting", Kind.TEXT, "Do not change: which setting the row holds.", required=True, width=26),
        Column("value", "Value", Kind.TEXT, "The setting's value.", width=90),
        Column("meaning", "Meaning", Kind.TEXT, "What it is for.", width=70),
    ),
)
