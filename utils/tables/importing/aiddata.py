"""AidData GCDF: Global Chinese Development Finance, versions 2 and 3, one row a loan, grant or pledge.

Knows the dataset's columns, codes and terms. It must not know how rules are run.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from utils.tables.importing.layouts import Layout, LeftOut, Rule, Target, Version, coded, constant, prefixed, same
from utils.tables.importing.rows import Rows
from utils.tables.importing.texts import Mask, Text, chosen, first_of, joined, looked_up, one_of, sentence

SOURCE_ID = "SRC-AIDDATA"
CLAIMANT = "AidData"

TERMS = "AidData publishes GCDF under an open licence that asks for attribution, as far as known. Check at the address."

RECORD = "AidData Record ID"
AMOUNT = "Amount (Nominal USD)"
PLEDGE = "Pipeline: Pledge"

STATUSES = {
    PLEDGE: "pipeline",
    "Pipeline: Commitment": "pipeline",
    "Implementation": "under construction",
    "Completion": "completed",
    "Suspended": "stalled",
    "Cancelled": "shelved",
}

SECTORS = {
    "HEALTH": "Health",
    "EDUCATION": "Education",
    "COMMUNICATIONS": "Telecom",
    "WATER SUPPLY AND SANITATION": "Water",
}
"""The sectors that are one of ours. Energy may be generation or transmission, transport a road or a port."""

FINANCING = {"Loan": "loan", "Grant": "grant", "Free-standing technical assistance": "grant", "Vague TBD": "unknown"}

_PLAIN_NUMBER = r"^[0-9]{1,18}(\.[0-9]+)?$"


def _pledged(rows: Rows) -> Mask:
    return one_of(rows["Status"], PLEDGE)


def _millions(rows: Rows) -> Text:
    """The amount in millions; as it stands where it is no plain number, so that reading names it."""
    plain = pc.match_substring_regex(rows[AMOUNT], _PLAIN_NUMBER)
    dollars = pc.cast(chosen(plain, rows[AMOUNT]), pa.float64())
    text = [None if value is None else f"{value:.6f}" for value in pc.divide(dollars, 1e6).to_pylist()]
    return first_of(pa.array(text, pa.string()), rows[AMOUNT])


def _committed(rows: Rows) -> Text:
    return chosen(_pledged(rows), None, _millions(rows))


def _announced(rows: Rows) -> Text:
    return chosen(_pledged(rows), _millions(rows))


def _measure(rows: Rows) -> Text:
    return first_of(chosen(_pledged(rows), "announced"), "committed")


def _listed(rows: Rows, name: str) -> Text:
    return pc.replace_substring_regex(rows[name], r"\s*\|\s*", "; ")


def _sector(rows: Rows) -> Text:
    return first_of(looked_up(rows["Sector Name"], SECTORS), chosen(rows["Sector Name"].is_valid(), "Other"))


def _note(rows: Rows) -> Text:
    return joined(
        sentence("AidData’s sector: ", rows["Sector Name"]),
        sentence("Flow: ", rows["Flow Type"]),
        sentence("Recipient: ", rows["Recipient"]),
        _twice(rows),
    )


def _twice(rows: Rows) -> Text:
    not_added = one_of(rows["Recommended For Aggregates"], "No")
    return chosen(not_added, "AidData advises against adding it up: its money may stand in other rows too.")


_PROJECTS = Target(
    "projects",
    (
        prefixed("project_id", "AIDDATA-", RECORD),
        same("name", "Title"),
        Rule(
            "sector",
            ("Sector Name",),
            "Health, education, telecom and water are ours too; all others are Other, with AidData’s word in the note.",
            _sector,
        ),
        coded(
            "status",
            "Status",
            STATUSES,
            "Pipeline: pipeline. Implementation: under construction. Completion: completed. Suspended: stalled. "
            "Cancelled: shelved.",
        ),
        Rule(
            "lead_firm",
            ("Implementing Agencies",),
            "As it stands.",
            lambda rows: _listed(rows, "Implementing Agencies"),
        ),
        Rule("financier", ("Funding Agencies",), "As it stands.", lambda rows: _listed(rows, "Funding Agencies")),
        Rule(
            "financing_type",
            ("Flow Type",),
            "Loan and grant; technical assistance is a grant. Empty for kinds that are not ours.",
            lambda rows: looked_up(rows["Flow Type"], FINANCING),
        ),
        Rule("announced_usd_m", (AMOUNT, "Status"), "A pledge, in millions.", _announced),
        Rule("committed_usd_m", (AMOUNT, "Status"), "Everything but a pledge, in millions.", _committed),
        same("completed_on", "Completion Year"),
        constant("geo_precision", "province", "The dataset gives no point in a column: not drawn."),
        Rule(
            "summary",
            ("Description", "Title"),
            "AidData’s description; where there is none, the title.",
            lambda rows: first_of(rows["Description"], rows["Title"]),
        ),
        constant("source_ids", SOURCE_ID, "AidData itself is the source."),
        Rule("note", ("Sector Name", "Flow Type", "Recipient", "Recommended For Aggregates"), "In words.", _note),
    ),
)

_FIGURES = Target(
    "figures",
    (
        prefixed("figure_id", "AIDDATA-", RECORD),
        prefixed("project_id", "AIDDATA-", RECORD),
        same("as_of_date", "Commitment Year"),
        Rule("measure", ("Status",), "Announced for a pledge; committed for everything else.", _measure),
        Rule("amount_usd_m", (AMOUNT,), "In millions.", _millions),
        constant("claimant", CLAIMANT, "Whose figure it is."),
        constant("side", "research body", "What kind of claimant."),
        constant("source_ids", SOURCE_ID, "AidData itself is the source."),
        Rule("note", ("Recommended For Aggregates",), "In words, when AidData advises against adding it up.", _twice),
    ),
    needs=(AMOUNT, "Commitment Year"),
)

_LEFT_OUT = (
    LeftOut(("Amount (Original Currency)", "Original Currency"), "Our money is in US dollars."),
    LeftOut(
        ("Amount (Constant USD 2021)", "Amount (Constant USD2017)"), "Money of another year’s worth is another measure."
    ),
    LeftOut(
        (
            "Adjusted Amount (Original Currency)",
            "Adjusted Amount (Constant USD 2021)",
            "Adjusted Amount (Nominal USD)",
        ),
        "An estimate where the amount is not reported in full.",
    ),
    LeftOut(("Recipient ISO-3", "Recipient Region", "Financier Country"), "Used to choose rows, or the same in all."),
    LeftOut(("Umbrella",), "Told by the advice on adding up."),
    LeftOut(("Implementation Start Year",), "Our projects hold when they were announced and completed."),
    LeftOut(
        ("Staff Comments", "Intent", "Flow Class", "Flow Type Simplified", "Sector Code"), "AidData’s own sorting."
    ),
    LeftOut(("Source URLs",), "Our sources are rows of their own; look the record up at AidData."),
)

AIDDATA = Layout(
    name="AidData GCDF",
    title="Global Chinese Development Finance (AidData)",
    terms=TERMS,
    source={
        "source_id": SOURCE_ID,
        "publisher": "AidData, William & Mary",
        "title": "Global Chinese Development Finance Dataset (GCDF)",
        "url": "https://www.aiddata.org",
        "note": TERMS,
    },
    signature=(RECORD, "Recipient", "Title", "Status", "Commitment Year"),
    versions=(
        Version("3", ("Amount (Constant USD 2021)",)),
        Version("2", ("Amount (Constant USD2017)",)),
        Version("a choice of columns"),
    ),
    targets=(_PROJECTS, _FIGURES),
    left_out=_LEFT_OUT,
    country="Recipient",
    other_names={"AidData TUFF Project ID": RECORD, "Amount (Nominal)": AMOUNT, "AidData Sector Name": "Sector Name"},
)
