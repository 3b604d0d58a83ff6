"""The columns of GED in their order, and how a file of it is known that comes without headings.

Knows names, orders and what a cell of each must look like. It must not know what becomes of a column.
"""

from __future__ import annotations

import pyarrow.compute as pc

from utils.tables.importing.layouts import Arrangement, Bare
from utils.tables.importing.rows import Rows
from utils.tables.importing.texts import sure

COLUMNS = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)
"""All 49, in the order of the files; note best, high, low."""

_IDS_OF_OLD = ("relid", "code_status", "conflict_dset_id", "dyad_dset_id", "side_a_dset_id", "side_b_dset_id")
_CITATIONS = (
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
)


def _without(*names: str) -> tuple[str, ...]:
    return tuple(name for name in COLUMNS if name not in names)


ARRANGEMENTS = (
    Arrangement("49 columns, without headings", COLUMNS),
    Arrangement("43 columns, without headings (no old ids)", _without(*_IDS_OF_OLD)),
    Arrangement("43 columns, without headings (no citations)", _without(*_CITATIONS)),
    Arrangement("42 columns, without headings (no old ids)", _without(*_IDS_OF_OLD, "where_description")),
    Arrangement("42 columns, without headings (no citations)", _without(*_CITATIONS, "relid")),
)
"""The shorter orders are worked out from the long one: a file is taken by one only when every typed cell fits it, and
no other order does."""

_CELLS = {
    "id": r"^[0-9]+$",
    "year": r"^(19|20|21)[0-9][0-9]$",
    "type_of_violence": r"^[123]$",
    "where_prec": r"^[1-7]$",
    "latitude": r"^-?[0-9]{1,2}(\.[0-9]+)?$",
    "longitude": r"^-?[0-9]{1,3}(\.[0-9]+)?$",
    "country": r"^[^0-9]+$",
    "country_id": r"^[0-9]+$",
    "event_clarity": r"^[12]$",
    "date_prec": r"^[1-5]$",
    "date_start": r"^(19|20|21)[0-9][0-9]-[0-9][0-9]-[0-9][0-9]",
    "date_end": r"^(19|20|21)[0-9][0-9]-[0-9][0-9]-[0-9][0-9]",
    "side_a": r"[^0-9]",
    "side_b": r"[^0-9]",
    **dict.fromkeys(
        ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"), r"^[0-9]+(\.0+)?$"
    ),
}
"""What a row must hold to be taken for one of GED's where no headings say so."""


def _fits(rows: Rows) -> bool:
    return all(
        pc.all(sure(pc.match_substring_regex(rows[name], pattern))).as_py()  # an empty cell does not fit
        for name, pattern in _CELLS.items()
    )


BARE = Bare(ARRANGEMENTS, _fits)
