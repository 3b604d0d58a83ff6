"""What GTD's codes and columns say in our words, for whole columns of rows; 0, -9 and -99 are not known.

Knows GTD's codes. It must not know which of our columns an answer goes to.
"""

from __future__ import annotations

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
    said,
    sentence,
    sure,
    whole,
)

GEO_PRECISIONS = {"1": "town", "2": "district", "3": "district", "4": "province", "5": "province"}

TACTICS = {
    "Assassination": "targeted killing",
    "Armed Assault": "armed assault",
    "Hostage Taking (Barricade Incident)": "hostage-taking",
    "Hostage Taking (Kidnapping)": "abduction",
}
"""The attack types that say how it was done. A bombing may be an IED, a grenade or a rocket: unknown."""

TARGETS = {
    "Military": "military",
    "Police": "police",
    "Private Citizens & Property": "civilians",
    "Journalists & Media": "civilians",
    "NGO": "civilians",
    "Tourists": "civilians",
    "Terrorists/Non-State Militia": "militants",
}
"""The target types that are one of ours. `Government` may be a person or a building: unknown."""

ARMED = ("Military", "Police", "Terrorists/Non-State Militia", "Violent Political Party")
BY_ATTACK = {
    "Bombing/Explosion": "Explosions/Remote violence",
    "Facility/Infrastructure Attack": "Strategic developments",
}


_NAMELESS = ("Unknown", ".")
_MIXED = ("Multinational", "International", "Unknown")


def named(rows: Rows, name: str) -> Text:
    """The column without the word by which GTD says that it is not known."""
    return chosen(one_of(rows[name], *_NAMELESS), None, rows[name])


def number(rows: Rows, name: str) -> Text:
    """The column without the negative numbers by which GTD says that it is not known."""
    return chosen(sure(pc.less(whole(rows[name]), 0)), None, rows[name])


def _is_unknown(rows: Rows, name: str) -> Mask:
    """Where a part of the date is empty, 0 or negative."""
    return pc.or_(rows[name].is_null(), sure(pc.less_equal(whole(rows[name]), 0)))


def _part(rows: Rows, name: str) -> Text:
    """Month or day in two digits; the first where it is not known; as it stands where it is no number."""
    digits = pc.utf8_lpad(pc.cast(whole(rows[name]), "string"), 2, "0")
    return chosen(_is_unknown(rows, name), "01", first_of(digits, rows[name]))


def start(rows: Rows) -> Text:
    """The first day: the first of the month or year stands in for a day or month that is not known."""
    day = chosen(_is_unknown(rows, "imonth"), "01", _part(rows, "iday"))  # a day without its month says nothing
    return said(rows["iyear"], "-", _part(rows, "imonth"), "-", day)


def end(rows: Rows) -> Text:
    """The last day, where it is known to be the first."""
    known = pc.and_(pc.invert(_is_unknown(rows, "iday")), pc.invert(_is_unknown(rows, "imonth")))
    return chosen(pc.and_(known, means(rows["extended"], "0")), start(rows))


def precision(rows: Rows) -> Text:
    """How exactly the date is known, by which of its parts are."""
    finer = chosen(_is_unknown(rows, "iday"), "month", chosen(rows["iyear"].is_valid(), "day"))
    return chosen(_is_unknown(rows, "imonth"), "year", finer)


def event_type(rows: Rows) -> Text:
    """The event type by attack, else by target; null where neither says it."""
    struck = named(rows, "targtype1_txt")
    by_target = chosen(one_of(struck, *ARMED), "Battles", chosen(struck.is_valid(), "Violence against civilians"))
    by_attack = looked_up(rows["attacktype1_txt"], BY_ATTACK)
    return chosen(means(rows["suicide"], "1"), "Explosions/Remote violence", first_of(by_attack, by_target))


def tactic(rows: Rows) -> Text:
    """How it was done, where the attack type says so."""
    by_attack = first_of(looked_up(rows["attacktype1_txt"], TACTICS), "unknown")
    return chosen(means(rows["suicide"], "1"), "suicide attack", by_attack)


def target(rows: Rows) -> Text:
    """Who or what was attacked, where the target type is one of ours."""
    return first_of(looked_up(rows["targtype1_txt"], TARGETS), "unknown")


def nationality(rows: Rows) -> Text:
    """The nationality of the target, where it is a foreign one."""
    theirs = rows["natlty1_txt"]
    foreign = pc.and_(pc.invert(one_of(theirs, *_MIXED)), sure(pc.not_equal(theirs, rows["country_txt"])))
    return chosen(foreign, theirs)


def attribution(rows: Rows) -> Text:
    """How the actor is known, where GTD knows whether the attack was claimed."""
    unclaimed = chosen(named(rows, "gname").is_valid(), "attributed", "unclaimed")
    return chosen(means(rows["claimed"], "1"), "claimed", chosen(means(rows["claimed"], "0"), unclaimed))


def attributed_by(rows: Rows) -> Text:
    """The group, where it claims the attack itself."""
    return chosen(means(rows["claimed"], "1"), named(rows, "gname"))


def attribution_note(rows: Rows) -> Text:
    """What else GTD says of who did it."""
    return joined(
        chosen(means(rows["guncertain1"], "1"), "GTD: the attribution to the group is uncertain."),
        chosen(means(rows["compclaim"], "1"), "GTD: more than one group claims it."),
    )


def killed_high(rows: Rows) -> Text:
    """The highest figure for militants killed; null where their dead were on both sides."""
    return chosen(means(rows["targtype1_txt"], "Terrorists/Non-State Militia"), None, number(rows, "nkillter"))


def summary(rows: Rows) -> Text:
    """GTD’s own summary, or one made of attack, target and city."""
    kind, where = first_of(named(rows, "attacktype1_txt"), "Attack"), named(rows, "city")
    at = said(kind, " on ", first_of(named(rows, "target1"), named(rows, "targtype1_txt")))
    return first_of(rows["summary"], said(joined(first_of(at, kind), said("at ", where)), " (GTD)."))


def notes(rows: Rows) -> Text:
    """What our tables have no column for, in words."""
    return joined(
        sentence("GTD: ", named(rows, "attacktype1_txt")),
        sentence("Target: ", joined(named(rows, "targtype1_txt"), named(rows, "targsubtype1_txt"), by=", ")),
        sentence("Weapon: ", named(rows, "weaptype1_txt")),
        said("GTD: ", number(rows, "nkill"), " killed (all groups together, perpetrators included)."),
        said("GTD: ", number(rows, "nwound"), " wounded (all groups together, perpetrators included)."),
        sentence("Date as reported: ", rows["approxdate"]),
        chosen(means(rows["doubtterr"], "1"), "GTD doubts that it was terrorism."),
        rows["addnotes"],
        sentence("Sources named by GTD: ", joined(rows["scite1"], rows["scite2"], rows["scite3"], by="; ")),
    )
