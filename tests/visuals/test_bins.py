import numpy as np
import pandas as pd
import pytest

from tests.visuals.pictured import BOX, a_base
from utils.visuals.bins import LARGEST, MOST_POINTS, MOST_SITES, SMALLEST, binned, map_sites
from utils.visuals.deck_layers import Deck
from utils.visuals.palette import LIGHT
from utils.visuals.screen_map import deck
from utils.visuals.sites import CELL, ONLY_PROVINCE

WIDE = (15.0, 8.0, 25.0, 13.0)


def many(total, precision="exact", *, seed=3):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "incident_id": [f"N-{n}" for n in range(total)],
            "longitude": rng.uniform(WIDE[0], WIDE[2], total),
            "latitude": rng.uniform(WIDE[1], WIDE[3], total),
            "geo_precision": precision,
            "admin1": "Northland",
            "admin2": "Alder",
            "place": "Alder bridge",
            "start_date": pd.Timestamp("2026-02-05"),
            "date_precision": "day",
            "event_type": "Battles",
            "summary": "Shots were fired at a bridge.",
        }
    )


def test_few_incidents_stay_single():
    assert all(site.precision == "exact" for site in map_sites(many(30), WIDE).drawn)


@pytest.mark.parametrize("total", [MOST_POINTS + 1, MOST_SITES * 3])
def test_too_many_incidents_or_places_are_counted_by_squares(total):
    assert {site.precision for site in map_sites(many(total), WIDE).drawn} == {CELL}


def test_no_incident_is_lost_or_counted_twice_in_squares():
    rows = many(6000)
    ids = [name for site in binned(rows, WIDE).drawn for name in site.incident_ids]
    assert sorted(ids) == sorted(rows["incident_id"])


def test_every_disc_lies_in_its_own_square():
    drawn = binned(many(6000), WIDE).drawn
    assert len({site.site_id for site in drawn}) == len(drawn)
    assert all(WIDE[0] <= site.longitude <= WIDE[2] and WIDE[1] <= site.latitude <= WIDE[3] for site in drawn)


def test_the_fullest_square_has_the_largest_disc_and_none_is_lost_from_sight():
    radii = [site.radius for site in binned(many(6000), WIDE).drawn]
    assert radii[0] == LARGEST == max(radii)
    assert min(radii) >= SMALLEST


def test_what_is_known_only_to_the_province_stays_in_its_box():
    found = binned(many(6000, "province"), WIDE)
    assert not found.drawn
    assert found.boxed == (("Northland", 6000),)
    assert len(found.beside[ONLY_PROVINCE]) == 6000


@pytest.mark.parametrize("total", [150, 10_000, 200_000])
def test_the_deck_stays_small_however_many_there_are(total):
    drawn = deck(map_sites(many(total), WIDE), a_base(), LIGHT, BOX, base_url="base/1")
    assert isinstance(drawn, Deck)
    assert len(drawn.to_json()) < 150_000


def test_the_table_names_some_of_a_squares_incidents_and_counts_the_rest():
    cell = binned(many(200_000), WIDE).frame["Incident ids"].iloc[0]
    assert len(cell) < 500
    assert cell.endswith("more")
