"""ACLED: the Armed Conflict Location & Event Data project's exports, with 31 columns, with fewer, and before 2023.

Knows ACLED's columns, codes and terms. It must not know how rules are run.
"""

from __future__ import annotations

import pyarrow.compute as pc

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
    missing,
    prefixed,
    same,
)
from utils.tables.importing.rows import Rows
from utils.tables.importing.texts import (
    Text,
    chosen,
    decoded,
    first_of,
    joined,
    looked_up,
    means,
    one_of,
    said,
    sentence,
)

SOURCE_ID = "SRC-ACLED"

TERMS = (
    "ACLED’s terms of use: its raw rows may not be passed on. Show rows taken from it only under your own "
    "agreement with ACLED, and name ACLED."
)

GEO_PRECISIONS = {"1": "town", "2": "district", "3": "province"}
TIME_PRECISIONS = {"1": "day", "2": "week", "3": "month"}

KINDS = {
    "0": None,
    "1": "State forces",
    "2": "Rebel group",
    "3": "Political militia",
    "4": "Identity militia",
    "5": "Rioters",
    "6": "Protesters",
    "7": "Civilians",
    "8": "External/Other forces",
}
"""What the numbers in `inter1` and `inter2` of older files mean; newer ones hold the words."""

TACTICS = {
    "Air/drone strike": "air/drone strike",
    "Suicide bomb": "suicide attack",
    "Shelling/artillery/missile attack": "rocket/mortar",
    "Remote explosive/landmine/IED": "IED",
    "Grenade": "grenade",
    "Abduction/forced disappearance": "abduction",
}
"""The sub-event types that say how it was done. `Armed clash` and `Attack` do not: who attacked whom stays open."""

VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")


def _tactic(rows: Rows) -> Text:
    violent = one_of(rows["event_type"], *VIOLENT)
    return first_of(looked_up(rows["sub_event_type"], TACTICS), chosen(violent, "unknown"))


def _target(rows: Rows) -> Text:
    at_civilians = pc.or_(
        one_of(rows["event_type"], "Violence against civilians"),
        one_of(rows["civilian_targeting"], "Civilian targeting"),
    )
    return chosen(at_civilians, "civilians", chosen(one_of(rows["event_type"], *VIOLENT), "unknown"))


def _actor(rows: Rows) -> Text:
    named = rows["actor1"]
    return chosen(pc.starts_with(named, "Unidentified"), None, named)


def _end(rows: Rows) -> Text:
    return chosen(means(rows["time_precision"], "1"), rows["event_date"])


def _sides(rows: Rows) -> Text:
    """Both actors with their kinds; only the tail says what their order does not."""
    first, second = (_with_kind(rows, number) for number in ("1", "2"))
    both = pc.and_(rows["actor1"].is_valid(), rows["actor2"].is_valid())
    return joined(
        sentence("ACLED’s actor 1: ", first),
        sentence("Actor 2: ", second),
        chosen(both, "Their order does not say who attacked whom."),
    )


def _with_kind(rows: Rows, number: str) -> Text:
    name = rows[f"actor{number}"]
    return first_of(said(name, " (", decoded(rows[f"inter{number}"], KINDS), ")"), name)


def _summary(rows: Rows) -> Text:
    kind = first_of(rows["sub_event_type"], rows["event_type"])
    return first_of(rows["notes"], said(kind, " at ", rows["location"], " (ACLED)."), said(kind, " (ACLED)."))


def _notes(rows: Rows) -> Text:
    return joined(
        sentence("ACLED: ", rows["sub_event_type"]),
        said("ACLED: ", rows["fatalities"], " fatalities (all groups together)."),
        sentence("Sources named by ACLED: ", rows["source"]),
        sentence("Tags: ", rows["tags"]),
    )


_INCIDENTS = Target(
    "incidents",
    (
        prefixed("incident_id", "ACLED-", "event_id_cnty"),
        same("start_date", "event_date"),
        Rule("end_date", ("event_date", "time_precision"), "The same day when the day is known; else empty.", _end),
        coded(
            "date_precision",
            "time_precision",
            TIME_PRECISIONS,
            "1 is day, 2 week, 3 month. Empty or not in the file: month, the coarsest that ACLED uses.",
            empty="month",
        ),
        same("admin1", "admin1", "As it stands; must be a name or other spelling on the Places sheet."),
        same("admin2", "admin2", "As it stands; must be a name or other spelling on the Places sheet."),
        same("place", "location"),
        same("latitude", "latitude"),
        same("longitude", "longitude"),
        coded(
            "geo_precision",
            "geo_precision",
            GEO_PRECISIONS,
            "1 is town, 2 district, 3 province. Empty or not in the file: province, the coarsest that ACLED uses.",
            empty="province",
        ),
        same("event_type", "event_type", "As it stands: our six types are ACLED’s."),
        Rule(
            "tactic",
            ("sub_event_type", "event_type"),
            "Where the sub-event type says how it was done; landmines count with IEDs. Else unknown for violence, "
            "and empty for the rest.",
            _tactic,
        ),
        Rule(
            "target_type",
            ("civilian_targeting", "event_type"),
            "Civilians where ACLED says that they were the target. Else unknown for violence, and empty for the rest.",
            _target,
        ),
        Rule("actor", ("actor1",), "As it stands; empty when ACLED says that it is unidentified.", _actor),
        Rule(
            "attribution_note",
            ("actor1", "inter1", "actor2", "inter2"),
            "Both actors and what they are (older files give a number for that). Their order does not say who attacked "
            "whom, so the attribution stays empty.",
            _sides,
        ),
        Rule(
            "summary",
            ("notes", "sub_event_type", "event_type", "location"),
            "ACLED’s notes; where there are none, the sub-event type and the location.",
            _summary,
        ),
        constant("source_ids", SOURCE_ID, "ACLED itself is the source; those that it names stand in the notes."),
        Rule(
            "notes",
            ("sub_event_type", "fatalities", "source", "tags"),
            "In words. The fatalities are one number for all groups together, so they go into no column of killed, "
            "where a group would have to be invented.",
            _notes,
        ),
    ),
)

_LEFT_OUT = (
    LeftOut(("year",), "Follows from the date."),
    LeftOut(("disorder_type",), "Follows from the event type."),
    LeftOut(("assoc_actor_1", "assoc_actor_2"), "Our tables have one actor a row, and no column for allies."),
    LeftOut(("interaction",), "Follows from what the two actors are."),
    LeftOut(("iso", "iso3", "region", "country"), "Used to choose rows; the Places sheet says what lies in what."),
    LeftOut(("admin3",), "The Places sheet goes down to the district."),
    LeftOut(("source_scale",), "Says how far the source reaches, which is not a grade."),
    LeftOut(("data_id", "event_id_no_cnty"), "A second id of the same event."),
    LeftOut(("timestamp",), "When ACLED last changed the row."),
    LeftOut(
        ("population_1km", "population_2km", "population_5km", "population_best"),
        "An estimate of people nearby, not a fact of the event.",
    ),
)

ACLED = Layout(
    name="ACLED",
    title="Armed Conflict Location & Event Data (ACLED)",
    terms=TERMS,
    closed=True,
    source={
        "source_id": SOURCE_ID,
        "publisher": "Armed Conflict Location & Event Data (ACLED)",
        "title": "ACLED data export",
        "url": "https://acleddata.com",
        "note": TERMS,
    },
    signature=("event_id_cnty", "event_date", "event_type", "sub_event_type"),
    versions=(
        Version("before March 2023", ("data_id",)),
        Version("before March 2023", ("event_id_no_cnty",)),
        Version("since March 2023", ("disorder_type",)),
        Version("a choice of columns"),
    ),
    targets=(_INCIDENTS,),
    left_out=_LEFT_OUT,
    country="country",
    province="admin1",
    refusals=(Refusal(NO_PROVINCE, missing("admin1")),),
)
