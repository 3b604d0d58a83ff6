"""What GED's codes and columns say in our words, for whole columns of rows.

Knows GED's codes. It must not know which of our columns an answer goes to.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow.compute as pc

from utils.tables.importing.rows import Rows
from utils.tables.importing.texts import (
    Mask,
    Text,
    chosen,
    first_of,
    joined,
    looked_up,
    means,
    one_of,
    repeated,
    said,
    sentence,
    sure,
    whole,
)

GEO_PRECISIONS = {
    "1": "exact",
    "2": "town",
    "3": "district",
    "4": "province",
    "5": "province",
    "6": "province",
    "7": "province",
}
DATE_PRECISIONS = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}
EVENT_TYPES = {"1": "Battles", "2": "Battles", "3": "Violence against civilians"}
STATE_BASED, ONE_SIDED = "1", "3"
VIOLENCE = {STATE_BASED: "State-based violence", "2": "Non-state violence", ONE_SIDED: "One-sided violence"}

GROUPS = {
    "deaths_a": "side A",
    "deaths_b": "side B",
    "deaths_civilians": "civilians",
    "deaths_unknown": "unknown",
}

_GOVERNMENT = "Government of"


def _type(rows: Rows) -> Text:
    return first_of(looked_up(rows["type_of_violence"], VIOLENCE), "Violence")


def _is_government(rows: Rows, side: str) -> Mask:
    return sure(pc.starts_with(rows[side], _GOVERNMENT))


def state_alone(rows: Rows) -> Mask:
    """Where side A is a government and side B is not."""
    return pc.and_(_is_government(rows, "side_a"), pc.invert(_is_government(rows, "side_b")))


def at_rebels(rows: Rows) -> Mask:
    """Where side B is an armed group that fought a government."""
    return pc.and_(means(rows["type_of_violence"], STATE_BASED), state_alone(rows))


def of_known_group(rows: Rows) -> Mask:
    """Where UCDP leaves no dead without a group, so that a group's figure is also its highest."""
    return sure(pc.equal(whole(rows["deaths_unknown"]), 0))


def actor(rows: Rows) -> Text:
    """Who attacked, where UCDP’s sides say so: side A in one-sided violence."""
    return chosen(means(rows["type_of_violence"], ONE_SIDED), rows["side_a"])


def target(rows: Rows) -> Text:
    """Who was attacked: civilians in one-sided violence."""
    return chosen(means(rows["type_of_violence"], ONE_SIDED), "civilians", repeated("unknown", rows.height))


def sides(rows: Rows) -> Text:
    """Both sides, in words."""
    fought = pc.invert(means(rows["type_of_violence"], ONE_SIDED))
    return joined(
        sentence("UCDP’s side A: ", rows["side_a"]),
        sentence("Side B: ", rows["side_b"]),
        chosen(fought, "The sides do not say who attacked whom."),
    )


def summary(rows: Rows) -> Text:
    """The kind of violence, the sides and the place."""
    between = joined(rows["side_a"], rows["side_b"], by=" – ")
    where = first_of(rows["where_coordinates"], rows["adm_2"], rows["adm_1"])
    return first_of(
        said(_type(rows), ": ", between, ", ", where, " (UCDP)."), said(_type(rows), ": ", between, " (UCDP).")
    )


def _figures(rows: Rows, names: Mapping[str, str]) -> Text:
    """The figures that are there, each with its name."""
    return joined(*(said(label, " ", rows[name]) for name, label in names.items()), by=", ")


def notes(rows: Rows) -> Text:
    """What our tables have no column for, in words."""
    unclear = means(rows["event_clarity"], "2")
    unchecked = pc.and_(rows["code_status"].is_valid(), pc.invert(one_of(rows["code_status"], "Clear")))
    estimates = _figures(rows, {"best": "best", "low": "low", "high": "high"})
    groups = _figures(rows, GROUPS)
    return joined(
        said("UCDP: ", estimates, " killed (all groups together)."),
        sentence("By group: ", groups),
        sentence("Where: ", rows["where_description"]),
        chosen(unclear, "UCDP: how clearly the event stands apart in the reports is its lower grade."),
        chosen(unchecked, sentence("UCDP’s state of coding: ", rows["code_status"])),
        sentence("Sources named by UCDP: ", first_of(rows["source_article"], rows["source_office"])),
    )
