"""AEI: the China Global Investment Tracker, one row a transaction, with amounts such as `$1,740 `.

Knows the tracker's columns and terms. It must not know how rules are run.
"""

from __future__ import annotations

import hashlib
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from utils.tables.importing.layouts import Layout, LeftOut, Rule, Target, Version, constant
from utils.tables.importing.rows import Rows
from utils.tables.importing.texts import Text, cut, decoded, first_of, joined, said, sentence, whole

SOURCE_ID = "SRC-AEI"
CLAIMANT = "American Enterprise Institute"

TERMS = "The American Enterprise Institute offers the tracker freely, as far as known: name it. Check at the address."

AMOUNT = "Quantity in Millions"

_MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS = {
    spelling: f"{number:02}"
    for number, name in enumerate(_MONTH_NAMES, 1)
    for spelling in (name, name[:3], str(number), f"{number:02}")
} | {"Sept": "09"}

_NAMING = ("Year", "Month", "Investor", AMOUNT, "Transaction Party", "Sector", "Subsector", "Country")
"""The tracker has no ids: these columns together name a row."""


def _amount(rows: Rows) -> Text:
    return cut(rows[AMOUNT], r"[$,\s]")


def _id(rows: Rows) -> Text:
    """A name made of the row's own words, so that it is the same in every import; twins are numbered."""
    seen: Counter[str] = Counter()
    ids = []
    named = {**{name: rows[name] for name in _NAMING}, AMOUNT: _amount(rows)}
    for words in zip(*(column.to_pylist() for column in named.values()), strict=True):
        digest = hashlib.sha256("\x1f".join(word or "" for word in words).encode()).hexdigest()[:12]
        seen[digest] += 1
        ids.append(f"AEI-{digest}" if seen[digest] == 1 else f"AEI-{digest}-{seen[digest]}")
    return pa.array(ids, pa.string())


def _as_of(rows: Rows) -> Text:
    return first_of(said(rows["Year"], "-", decoded(rows["Month"], MONTHS)), rows["Year"])


def _scope(rows: Rows) -> Text:
    what = joined(rows["Sector"], rows["Subsector"], by=", ")
    parties = joined(rows["Investor"], rows["Transaction Party"], by=" – ")
    return joined(parties, said("(", joined(what, rows["Country"], by="; "), ")"))


def _note(rows: Rows) -> Text:
    share = pc.if_else(whole(rows["Share Size"]).is_valid(), said(rows["Share Size"], "%"), rows["Share Size"])
    return joined(
        sentence("Share: ", share),
        sentence("Belt and Road: ", rows["BRI"]),
        sentence("Greenfield: ", rows["Greenfield"]),
    )


_FIGURES = Target(
    "figures",
    (
        Rule(
            "figure_id",
            _NAMING,
            "Made of the row’s own words, as the tracker has no ids; equal rows are numbered.",
            _id,
        ),
        Rule(
            "scope",
            ("Investor", "Transaction Party", "Sector", "Subsector", "Country"),
            "In words: the tracker knows transactions, not projects with a place and a status, so no project is made.",
            _scope,
        ),
        Rule("as_of_date", ("Year", "Month"), "Year and month; the year alone where no month is given.", _as_of),
        constant("measure", "announced", "The size of the transaction; what was paid out is not told."),
        Rule("amount_usd_m", (AMOUNT,), "Without the dollar sign, commas and spaces: “$1,740 ” is 1740.", _amount),
        constant("claimant", CLAIMANT, "Whose figure it is."),
        constant("side", "research body", "What kind of claimant."),
        constant("source_ids", SOURCE_ID, "The tracker itself is the source."),
        Rule("note", ("Share Size", "BRI", "Greenfield"), "In words.", _note),
    ),
)

AEI = Layout(
    name="AEI China Global Investment Tracker",
    title="China Global Investment Tracker (American Enterprise Institute)",
    terms=TERMS,
    source={
        "source_id": SOURCE_ID,
        "publisher": "American Enterprise Institute",
        "title": "China Global Investment Tracker",
        "url": "https://www.aei.org/china-global-investment-tracker/",
        "note": TERMS,
    },
    signature=("Year", "Investor", AMOUNT, "Transaction Party", "Country"),
    versions=(Version("with Belt and Road", ("BRI",)), Version("without Belt and Road")),
    targets=(_FIGURES,),
    left_out=(LeftOut(("Region", "Country"), "Used to choose rows; the country stands in the scope."),),
    country="Country",
    other_names={"Contractor": "Investor", "Quantity in Millions (USD)": AMOUNT},
)
