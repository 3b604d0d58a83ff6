"""Sheets in the exact layouts of the origins, with invented rows of Northland."""

from typing import Any

from utils.tables import schema
from utils.tables.grids import Grid
from utils.tables.importing import Scope, convert, recognise
from utils.tables.importing.ucdp.columns import COLUMNS as UCDP_COLUMNS
from utils.tables.reading import read_table

ACLED = {
    "event_id_cnty": "NOR101",
    "event_date": "03 February 2026",
    "year": "2026",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Frost Brigade",
    "assoc_actor_1": None,
    "inter1": "Rebel group",
    "actor2": "Police Forces of Northland",
    "assoc_actor_2": None,
    "inter2": "State forces",
    "interaction": "State forces-Rebel group",
    "civilian_targeting": None,
    "iso": "999",
    "region": "North",
    "country": "Northland Union",
    "admin1": "Northland",
    "admin2": "Alder",
    "admin3": "Alder town",
    "location": "Alder bridge",
    "latitude": "10.5",
    "longitude": "20.5",
    "geo_precision": "1",
    "source": "Northland Courier; Wire",
    "source_scale": "National",
    "notes": "On 3 February 2026, gunmen and police exchanged fire at the bridge.",
    "fatalities": "3",
    "tags": None,
    "timestamp": "1770100000",
}

ACLED_BEFORE_2023 = {
    "data_id": "8001",
    "iso": "999",
    "event_id_cnty": "NOR101",
    "event_id_no_cnty": "101",
    **{name: value for name, value in ACLED.items() if name not in ("event_id_cnty", "disorder_type", "iso", "tags")},
    "inter1": "2",
    "inter2": "1",
    "interaction": "12",
    "iso3": "NLU",
}
del ACLED_BEFORE_2023["civilian_targeting"]

UCDP: dict[str, Any] = {
    **dict.fromkeys(UCDP_COLUMNS, None),
    "id": "512001",
    "relid": "NLU-2026-1-1-1",
    "year": "2026",
    "active_year": "1",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_dset_id": "900",
    "conflict_new_id": "901",
    "conflict_name": "Northland: Government",
    "dyad_dset_id": "910",
    "dyad_new_id": "911",
    "dyad_name": "Government of Northland - Frost Brigade",
    "side_a_dset_id": "920",
    "side_a_new_id": "921",
    "side_a": "Government of Northland",
    "side_b_dset_id": "930",
    "side_b_new_id": "931",
    "side_b": "Frost Brigade",
    "number_of_sources": "2",
    "source_article": "Northland Courier, 2026-02-04, Bridge fight",
    "source_office": "Northland Courier",
    "source_date": "2026-02-04",
    "source_headline": "Bridge fight",
    "source_original": "police",
    "where_prec": "2",
    "where_coordinates": "Alder bridge",
    "where_description": "the bridge south of the town",
    "adm_1": "Northland province",
    "adm_2": "Alder district",
    "latitude": "10.5",
    "longitude": "20.5",
    "geom_wkt": "POINT (20.5 10.5)",
    "priogrid_gid": "144001",
    "country": "Northland Union",
    "country_id": "999",
    "region": "North",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2026-02-03 00:00:00.000",
    "date_end": "2026-02-03 00:00:00.000",
    "deaths_a": "2",
    "deaths_b": "3",
    "deaths_civilians": "1",
    "deaths_unknown": "0",
    "best": "6",
    "high": "8",
    "low": "5",
    "gwnoa": "999",
    "gwnob": None,
}

GTD = {
    "eventid": "202602030001",
    "iyear": "2026",
    "imonth": "2",
    "iday": "3",
    "approxdate": None,
    "extended": "0",
    "country": "999",
    "country_txt": "Northland Union",
    "region_txt": "North",
    "provstate": "Northland",
    "city": "Alder",
    "latitude": "10.5",
    "longitude": "20.5",
    "specificity": "1",
    "vicinity": "0",
    "summary": "02/03/2026: Assailants fired at a police post in Alder.",
    "crit1": "1",
    "doubtterr": "0",
    "success": "1",
    "suicide": "0",
    "attacktype1_txt": "Armed Assault",
    "targtype1_txt": "Police",
    "targsubtype1_txt": "Police Checkpoint",
    "target1": "Post",
    "natlty1_txt": "Northland Union",
    "gname": "Frost Brigade",
    "gsubname": None,
    "guncertain1": "0",
    "claimed": "1",
    "compclaim": "-9",
    "weaptype1_txt": "Firearms",
    "nperps": "-99",
    "nkill": "4",
    "nkillter": "1",
    "nwound": "2",
    "property": "-9",
    "addnotes": None,
    "scite1": "“Post attacked,” Northland Courier, February 4, 2026.",
    "scite2": None,
    "scite3": None,
    "dbsource": "START",
}

AEI = {
    "Year": "2025",
    "Month": "March",
    "Investor": "Polar Ports",
    "Quantity in Millions": "$1,740 ",
    "Share Size": "49%",
    "Transaction Party": "Alder Harbour",
    "Sector": "Transport",
    "Subsector": "Shipping",
    "Country": "Northland Union",
    "Region": "North",
    "BRI": "1",
}

AIDDATA = {
    "AidData Record ID": "70001",
    "Recommended For Aggregates": "Yes",
    "Umbrella": "No",
    "Recipient": "Northland Union",
    "Recipient ISO-3": "NLU",
    "Commitment Year": "2019",
    "Completion Year": "2024",
    "Title": "Loan for Alder water works",
    "Description": "A bank lent money for water works in Alder.",
    "Status": "Completion",
    "Flow Type": "Loan",
    "Sector Name": "WATER SUPPLY AND SANITATION",
    "Funding Agencies": "Export bank|Policy bank",
    "Implementing Agencies": "Polar Works",
    "Amount (Original Currency)": "900000000",
    "Original Currency": "CNY",
    "Amount (Constant USD 2021) ": "130000000",
    "Amount (Nominal USD) ": "125500000.5",
    "Source URLs": "https://courier.example/water",
}

ORIGINS = {
    "ACLED": ACLED,
    "UCDP GED": UCDP,
    "GTD": GTD,
    "AEI China Global Investment Tracker": AEI,
    "AidData GCDF": AIDDATA,
}
"""A row of each origin, by the name of its layout."""


EVERYTHING = Scope()


def a_sheet(row, *changes, without=(), above=(), headings=True):
    """The sheet of an origin's rows: one for each mapping of changes, the row itself when there is none."""
    names = [name for name in row if name not in without]
    rows = [[{**row, **change}[name] for name in names] for change in changes or ({},)]
    return Grid.of("Export", [*above, *([names] if headings else []), *rows])


def taken(sheet, scope=EVERYTHING):
    """The sheet recognised and converted."""
    layout = recognise(sheet)
    assert layout is not None
    return convert(sheet, layout, "export.csv", scope)


def tables(sheet, scope=EVERYTHING):
    """Our tables that come out of the sheet, read as any other: name to frame, and all problems in order."""
    converted = taken(sheet, scope)
    known = {table.name: table for table in schema.TABLES}
    read = {name: read_table(known[name], grid, "export.csv") for name, grid in converted.grids.items()}
    problems = [problem for _, found in read.values() for problem in found]
    return {name: table.frame for name, (table, _) in read.items()}, [*converted.problems, *problems]


def first(row, **changes):
    """The first row of the first table that comes out of that row so changed; it must have no problem."""
    frames, problems = tables(a_sheet(row, changes))
    assert problems == [], [str(problem) for problem in problems]
    return next(iter(frames.values())).iloc[0]
