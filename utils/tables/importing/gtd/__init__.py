"""GTD: the Global Terrorism Database, of which analysts have all columns or the key ones.

Knows which of our columns each of GTD's goes to, and GTD's terms. It must not know how rules are run.
"""

from __future__ import annotations

import pyarrow.compute as pc

from utils.tables.importing.gtd import answers
from utils.tables.importing.layouts import (
    NO_PROVINCE,
    Layout,
    LeftOut,
    Refusal,
    Rule,
    Target,
    Version,
    coded,
    constant,
    prefixed,
    same,
)
from utils.tables.importing.texts import sure

SOURCE_ID = "SRC-GTD"

TERMS = (
    "GTD’s licence (START, University of Maryland): its raw rows may not be passed on. Show rows taken from it only "
    "under your own agreement with START, and name GTD."
)

NO_TYPE = "The attack type alone does not say the event type, and the target type is not known."
SHORTENED = "The event id is not whole: a spreadsheet program has shortened it (2.02E+11)."

_WHAT = (
    Rule(
        "event_type",
        ("attacktype1_txt", "targtype1_txt", "suicide"),
        "Bombings and suicide attacks are explosions, attacks on facilities strategic developments. All others go by "
        "the target: battles when it is armed, else violence against civilians.",
        answers.event_type,
    ),
    Rule(
        "tactic",
        ("attacktype1_txt", "suicide"),
        "Where the attack type says how it was done; else unknown, as for a bombing, which may be an IED or a rocket.",
        answers.tactic,
    ),
    Rule(
        "target_type",
        ("targtype1_txt",),
        "Where it is one of ours; else unknown. GTD’s words stay in the notes.",
        answers.target,
    ),
    Rule(
        "target_nationality",
        ("natlty1_txt", "country_txt"),
        "When it is one, and not that of the country itself.",
        answers.nationality,
    ),
)

_WHO = (
    Rule("actor", ("gname",), "As it stands; empty when unknown.", lambda rows: answers.named(rows, "gname")),
    Rule("unit", ("gsubname",), "As it stands.", lambda rows: answers.named(rows, "gsubname")),
    Rule(
        "attribution",
        ("claimed", "gname"),
        "1 is claimed; 0 is attributed when a group is named, else unclaimed. Empty when GTD does not know.",
        answers.attribution,
    ),
    Rule("attributed_by", ("gname", "claimed"), "The group, when it claims the attack itself.", answers.attributed_by),
    Rule("attribution_note", ("guncertain1", "compclaim"), "In words, when 1.", answers.attribution_note),
)

_WHEN_AND_WHERE = (
    Rule(
        "start_date",
        ("iyear", "imonth", "iday"),
        "The three together. A month or day of 0 is not known: the first of the year or month stands in for it.",
        answers.start,
    ),
    Rule(
        "end_date",
        ("iday", "imonth", "iyear", "extended"),
        "The same day when it is known and the attack did not last longer; else empty.",
        answers.end,
    ),
    Rule(
        "date_precision",
        ("iday", "imonth", "iyear"),
        "Day; month when the day is 0; year when the month is 0.",
        answers.precision,
    ),
    Rule(
        "admin1",
        ("provstate",),
        "As it stands; must be a name or other spelling on the Places sheet.",
        lambda rows: answers.named(rows, "provstate"),
    ),
    Rule("place", ("city",), "As it stands; empty when unknown.", lambda rows: answers.named(rows, "city")),
    same("latitude", "latitude"),
    same("longitude", "longitude"),
    coded(
        "geo_precision",
        "specificity",
        answers.GEO_PRECISIONS,
        "1 is town, 2 and 3 district, 4 and 5 province. Empty or not in the file: province, the coarsest.",
        empty="province",
    ),
)

_INCIDENTS = Target(
    "incidents",
    (
        prefixed("incident_id", "GTD-", "eventid"),
        *_WHEN_AND_WHERE,
        *_WHAT,
        *_WHO,
        Rule(
            "summary",
            ("summary", "attacktype1_txt", "target1", "targtype1_txt", "city"),
            "GTD’s summary; where there is none, attack type, target and city.",
            answers.summary,
        ),
        Rule(
            "killed_militant_low",
            ("nkillter",),
            "The perpetrators killed; empty when negative, which is not known.",
            lambda rows: answers.number(rows, "nkillter"),
        ),
        Rule(
            "killed_militant_high",
            ("nkillter", "targtype1_txt"),
            "The same; empty when the target was militants too, whose dead GTD does not tell apart.",
            answers.killed_high,
        ),
        constant("source_ids", SOURCE_ID, "GTD itself is the source; those that it names stand in the notes."),
        Rule(
            "notes",
            (
                "nkill",
                "nwound",
                "attacktype1_txt",
                "targtype1_txt",
                "targsubtype1_txt",
                "weaptype1_txt",
                "approxdate",
                "doubtterr",
                "addnotes",
                "scite1",
                "scite2",
                "scite3",
            ),
            "In words. The killed are one number for all groups together, perpetrators included, so they go into no "
            "column of killed, where a group would have to be invented.",
            answers.notes,
        ),
    ),
)

_LEFT_OUT = (
    LeftOut(("country", "region", "region_txt", "country_txt"), "Used to choose rows; the Places sheet says the rest."),
    LeftOut(("vicinity", "location"), "How far from the city, in words that our tables have no column for."),
    LeftOut(("crit1", "crit2", "crit3"), "GTD’s own tests of what is terrorism."),
    LeftOut(("multiple", "related"), "Which other rows belong to the same attack; our tables have no column for it."),
    LeftOut(("success",), "Whether the attack came about, not what it did."),
    LeftOut(("claimmode",), "By which means it was claimed."),
    LeftOut(("nperps",), "How many attacked; our tables have no column for it."),
    LeftOut(("nwoundte",), "Our incidents hold no wounded."),
    LeftOut(("property", "propextent_txt", "propvalue"), "Our incidents hold no damage."),
    LeftOut(("ishostkid", "nhostkid"), "Our incidents hold no hostages."),
    LeftOut(("dbsource",), "By which project GTD learned of it."),
)

GTD = Layout(
    name="GTD",
    title="Global Terrorism Database (GTD)",
    terms=TERMS,
    closed=True,
    source={
        "source_id": SOURCE_ID,
        "publisher": "START, University of Maryland",
        "title": "Global Terrorism Database (GTD)",
        "url": "https://www.start.umd.edu/gtd",
        "note": TERMS,
    },
    signature=("eventid", "iyear", "imonth", "iday", "attacktype1_txt"),
    versions=(
        Version("with all key columns", ("nkillter", "specificity", "claimed", "summary")),
        Version("a choice of columns"),
    ),
    targets=(_INCIDENTS,),
    left_out=_LEFT_OUT,
    country="country_txt",
    province="provstate",
    refusals=(
        Refusal(SHORTENED, lambda rows: sure(pc.match_substring_regex(rows["eventid"], r"[eE.]"))),
        Refusal(NO_PROVINCE, lambda rows: answers.named(rows, "provstate").is_null()),
        Refusal(NO_TYPE, lambda rows: answers.event_type(rows).is_null()),
    ),
)
