import pandas as pd

from utils.visuals.response_marks import response_overlay
from utils.visuals.shapes import SHIELD


def register(*rows):
    columns = ["longitude", "latitude", "geo_precision", "title"]
    return pd.DataFrame([dict(zip(columns, row, strict=True)) for row in rows], columns=columns)


def test_measures_at_one_point_share_a_shield_that_names_them():
    drawn = response_overlay(register((17.0, 11.0, "town", "Curfew"), (17.0, 11.0, "town", "Search")))
    (symbol,) = drawn.symbols
    assert (symbol.shape, symbol.number) == (SHIELD, "2")
    assert symbol.tooltip == "2 responses\nCurfew\nSearch"


def test_what_is_known_only_to_the_province_is_counted_and_not_drawn():
    drawn = response_overlay(
        register((17.0, 11.0, "province", "Ban"), (None, None, "town", "Raid"), (18.0, 11.0, "town", "Road"))
    )
    assert len(drawn.symbols) == 1
    assert drawn.said == "1 response drawn; 2 known to no district are not drawn."


def test_no_cell_comes_first_in_what_a_shield_tells():
    (symbol,) = response_overlay(register((17.0, 11.0, "town", "@@=x"))).symbols
    assert not symbol.tooltip.startswith("@@")


def test_of_many_measures_the_first_few_are_named():
    (symbol,) = response_overlay(register(*((17.0, 11.0, "town", f"Measure {n}") for n in range(7)))).symbols
    assert symbol.tooltip.endswith("Measure 3\nand 3 more")


def test_nothing_on_the_register_draws_nothing():
    assert not response_overlay(register()).symbols
