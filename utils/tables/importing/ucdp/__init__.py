"""UCDP GED: the Uppsala Conflict Data Program's georeferenced events, final and candidate, with and without headings.

Knows which of our columns each of UCDP's goes to, and UCDP's terms. It must not know how rules are run.
"""

from __future__ import annotations

from collections.abc import Callable

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
from utils.tables.importing.texts import Mask, Text, chosen, cut
from utils.tables.importing.ucdp import answers
from utils.tables.importing.ucdp.columns import BARE, COLUMNS

SOURCE_ID = "SRC-UCDP"

TERMS = "UCDP publishes GED under CC BY 4.0, as far as known: name UCDP and the version. Check it at the address."

_KIND_OF_UNIT = r"(?i)\s+(province|district|governorate|region|state|division|department|county|municipality)$"
_MIDNIGHT = r"[T ]00:00:00(\.0+)?Z?$"


def _killed(group: str, name: str, holds: Callable[[Rows], Mask] | None, who: str) -> tuple[Rule, Rule]:
    """The low and high figures of one group: UCDP's one figure, and no high while some dead have no group."""

    def low(rows: Rows) -> Text:
        return rows[name] if holds is None else chosen(holds(rows), rows[name])

    def high(rows: Rows) -> Text:
        return chosen(answers.of_known_group(rows), low(rows))

    open_end = "Empty when some of the dead are of unknown group, or that is not known."
    reads = (name, "side_a", "side_b", "type_of_violence") if holds is not None else (name,)
    return (
        Rule(f"killed_{group}_low", reads, who, low),
        Rule(f"killed_{group}_high", (*reads, "deaths_unknown"), f"{who} {open_end}", high),
    )


def _unit(key: str, name: str) -> Rule:
    return Rule(
        key,
        (name,),
        "Without the word for the kind of unit (province, district and the like); must be a name or other spelling on "
        "the Places sheet.",
        lambda rows: cut(rows[name], _KIND_OF_UNIT),
    )


def _day(key: str, name: str) -> Rule:
    return Rule(
        key,
        (name,),
        "As it stands, without the hour, which is always midnight.",
        lambda rows: cut(rows[name], _MIDNIGHT),
    )


_INCIDENTS = Target(
    "incidents",
    (
        prefixed("incident_id", "UCDP-", "id"),
        _day("start_date", "date_start"),
        _day("end_date", "date_end"),
        coded(
            "date_precision",
            "date_prec",
            answers.DATE_PRECISIONS,
            "1 is day, 2 and 3 week, 4 month, 5 year. Empty or not in the file: year, the coarsest that UCDP uses.",
            empty="year",
        ),
        _unit("admin1", "adm_1"),
        _unit("admin2", "adm_2"),
        same("place", "where_coordinates"),
        same("latitude", "latitude"),
        same("longitude", "longitude"),
        coded(
            "geo_precision",
            "where_prec",
            answers.GEO_PRECISIONS,
            "1 is exact, 2 town, 3 district, 4 to 7 province, which is not drawn. Empty or not in the file: province.",
            empty="province",
        ),
        coded(
            "event_type",
            "type_of_violence",
            answers.EVENT_TYPES,
            "State-based and non-state violence are battles, one-sided violence is violence against civilians. UCDP "
            "does not tell explosions apart.",
        ),
        constant("tactic", "unknown", "UCDP does not say how it was done."),
        Rule("target_type", ("type_of_violence",), "Civilians in one-sided violence; else unknown.", answers.target),
        Rule(
            "actor",
            ("side_a", "type_of_violence"),
            "Side A in one-sided violence, where it is the one that attacked. Else empty: the sides do not say so.",
            answers.actor,
        ),
        Rule("attribution_note", ("side_a", "side_b"), "Both sides, in words.", answers.sides),
        Rule(
            "summary",
            ("type_of_violence", "side_a", "side_b", "where_coordinates", "adm_2", "adm_1"),
            "The kind of violence, the sides and the place, as a sentence.",
            answers.summary,
        ),
        *_killed(
            "security",
            "deaths_a",
            answers.state_alone,
            "Side A’s dead where that side, and not the other, is a government.",
        ),
        *_killed("civilian", "deaths_civilians", None, "As it stands."),
        *_killed(
            "militant",
            "deaths_b",
            answers.at_rebels,
            "Side B’s dead where it is an armed group that fought a government.",
        ),
        constant("source_ids", SOURCE_ID, "UCDP itself is the source; those that it names stand in the notes."),
        Rule(
            "notes",
            (
                "best",
                "low",
                "high",
                "deaths_a",
                "deaths_b",
                "deaths_civilians",
                "deaths_unknown",
                "where_description",
                "event_clarity",
                "code_status",
                "source_article",
                "source_office",
            ),
            "In words. Best, low and high are for all groups together, so they go into no column of killed.",
            answers.notes,
        ),
    ),
)

_LEFT_OUT = (
    LeftOut(("relid",), "A second id of the same event."),
    LeftOut(("year", "active_year"), "Follows from the date, or is about the conflict and not the event."),
    LeftOut(("conflict_name", "dyad_name"), "Follows from the sides."),
    LeftOut(
        tuple(f"{what}_{age}_id" for what in ("conflict", "dyad", "side_a", "side_b") for age in ("dset", "new")),
        "UCDP’s own ids of conflicts, dyads and sides.",
    ),
    LeftOut(
        ("number_of_sources", "source_date", "source_headline", "source_original"),
        "The citation in the notes holds them.",
    ),
    LeftOut(("geom_wkt", "priogrid_gid"), "The same point in other forms."),
    LeftOut(("country", "country_id", "region"), "Used to choose rows; the Places sheet says what lies in what."),
    LeftOut(("gwnoa", "gwnob"), "Codes of the states that are sides."),
)

UCDP = Layout(
    name="UCDP GED",
    title="UCDP Georeferenced Event Dataset (GED)",
    terms=TERMS,
    source={
        "source_id": SOURCE_ID,
        "publisher": "Uppsala Conflict Data Program (UCDP)",
        "title": "UCDP Georeferenced Event Dataset (GED)",
        "url": "https://ucdp.uu.se",
        "note": TERMS,
    },
    signature=("id", "type_of_violence", "date_start", "side_a", "side_b"),
    versions=(
        Version("49 columns", COLUMNS),
        Version("with estimates named best, high and low", ("best", "high", "low")),
        Version("a choice of columns"),
    ),
    targets=(_INCIDENTS,),
    left_out=_LEFT_OUT,
    country="country",
    province="adm_1",
    refusals=(Refusal(NO_PROVINCE, missing("adm_1")),),
    other_names={"best_est": "best", "low_est": "low", "high_est": "high"},
    ordered=(("low", "best"), ("best", "high"), ("low", "high")),
    bare=BARE,
)
