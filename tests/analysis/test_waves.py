import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from tests.drawn import PLACES, an_edition, an_incident
from utils.analysis.filters import Filters, options_of
from utils.analysis.selection import select
from utils.analysis.waves import _outermost, waves
from utils.editions.shipped import read_shipped

YEAR = Filters(dt.date(2025, 4, 1), dt.date(2026, 3, 31))
DISTRICTS = ("Alder", "Birch", "Cedar", "Durmast", "Elder", "Fir", "Gorse", "Hazel")
NAMED = (
    PLACES[0],
    *({"place_id": f"NL-{name}", "name": name, "kind": "admin2", "parent": "NL"} for name in DISTRICTS),
)


def at(district, day, **changes):
    return (
        an_incident(admin2=district, place=f"{district} post", start_date=str(day), latitude=None, longitude=None)
        | changes
    )


def found(*rows, filters=YEAR):
    numbered = [{**row, "incident_id": f"N-{number}"} for number, row in enumerate(rows, 1)]
    return waves(select(an_edition(*numbered, places=NAMED), filters))


def scattered():
    """One attack a week, each by another hand, so that none is linked to the next."""
    start = np.datetime64("2025-10-03")
    return [at(DISTRICTS[n % 8], start + 7 * n, actor=f"Band {n}", campaign="none") for n in range(24)]


PLANTED = [at(name, "2026-01-20" if name < "D" else "2026-01-21", campaign="Operation Frost") for name in DISTRICTS[:6]]


def test_a_planted_wave_of_six_districts_is_found_among_scattered_attacks():
    (wave,) = found(*scattered(), *PLANTED).found
    assert wave.districts == DISTRICTS[:6]
    assert (wave.first, wave.last, wave.hours) == (dt.date(2026, 1, 20), dt.date(2026, 1, 21), 48)
    assert (wave.together, wave.places, wave.actors) == (6, 6, ("Frost Brigade",))
    assert wave.campaigns == (("Operation Frost", 6),)
    assert wave.rare


def test_scattered_attacks_make_no_wave():
    assert found(*scattered()).found == ()


def test_attacks_two_days_apart_are_not_linked():
    rows = [at(name, f"2026-01-{day}") for name, day in zip(DISTRICTS[:4], (10, 12, 14, 16), strict=True)]
    assert found(*rows).found == ()


def test_a_chain_of_neighbouring_days_is_one_episode():
    rows = [at(name, f"2026-01-{day}") for name, day in zip(DISTRICTS[:4], (10, 11, 12, 13), strict=True)]
    (wave,) = found(*rows).found
    assert (wave.first.day, wave.last.day, wave.together) == (10, 13, 2)


def test_rows_without_an_actor_are_linked_by_their_type():
    rows = [at(name, "2026-01-10", actor=None, attribution="unclaimed", attributed_by=None) for name in DISTRICTS[:3]]
    assert len(found(*rows).found) == 1
    apart = [
        row | {"event_type": kind}
        for row, kind in zip(rows, ("Battles", "Riots", "Strategic developments"), strict=True)
    ]
    assert found(*apart).found == ()


def test_two_actors_on_the_same_days_are_two_episodes():
    rows = [at(name, "2026-01-10") for name in DISTRICTS[:3]]
    rows += [at(name, "2026-01-10", actor="Thaw Brigade", attributed_by="Thaw Brigade") for name in DISTRICTS[3:6]]
    assert [wave.actors for wave in found(*rows).found] == [("Frost Brigade",), ("Thaw Brigade",)]


@pytest.mark.parametrize(
    "changes",
    [{"date_precision": "week"}, {"date_precision": "month"}, {"geo_precision": "province"}, {"admin2": None}],
)
def test_what_is_known_too_coarsely_makes_no_wave_and_is_told(changes):
    told = found(*[row | changes for row in PLANTED])
    assert told.found == ()
    assert len(told.left_out) == 6


def test_operations_of_the_state_and_protests_are_no_attacks():
    told = found(*[row | {"tactic": "counter-insurgency operation"} for row in PLANTED[:4]])
    assert (told.found, told.used, told.left_out) == ((), (), ())


def test_a_named_operation_is_shown_even_when_nothing_is_found():
    (named,) = found(at("Alder", "2026-01-10", campaign="Operation Frost")).named
    assert (named.name, named.dated, named.wave, named.within) == ("Operation Frost", 1, None, 0)


def test_few_attacks_are_not_tested():
    (wave,) = found(*PLANTED).found
    assert wave.chance is None and not wave.rare


def test_daily_violence_is_not_one_endless_wave():
    rows = [at(DISTRICTS[n % 2], np.datetime64("2025-10-01") + n) for n in range(120)]
    (wave,) = found(*rows, *PLANTED).found
    assert wave.hours <= 72
    assert wave.rare


def test_the_span_is_the_distance_between_the_outermost_towns():
    rows = [at(name, "2026-01-10", latitude=0.0, longitude=float(n)) for n, name in enumerate(DISTRICTS[:3])]
    assert found(*rows).found[0].span_km == pytest.approx(2 * 111.19, abs=0.1)


def test_nothing_selected_finds_nothing():
    assert found(at("Alder", "2020-01-01")).found == ()


@pytest.fixture(scope="module")
def shipped():
    return read_shipped(Path(__file__).parents[2] / "data")


def test_the_shipped_record_shows_the_named_operations_among_what_is_found(shipped):
    options = options_of(shipped.dataset, shipped.as_of)
    told = waves(select(shipped, Filters(options.first, options.last)))
    assert [(len(wave.incident_ids), wave.together, wave.rare) for wave in told.found] == [
        (35, 14, True),
        (12, 9, True),
    ]
    assert [(named.dated, named.within) for named in told.named] == [(36, 35), (12, 12)]


def test_a_long_run_whose_first_day_is_the_widest_is_cut_to_that_day():
    rows = [at(name, "2025-10-01") for name in DISTRICTS[:6]]
    rows += [at(DISTRICTS[0], np.datetime64("2025-10-02") + n) for n in range(40)]
    (wave,) = found(*rows).found
    assert (wave.first, wave.last, wave.together) == (dt.date(2025, 10, 1), dt.date(2025, 10, 2), 6)


def test_of_many_places_the_outermost_give_the_same_span():
    chance = np.random.default_rng(5)
    east, north = np.radians(chance.normal((66, 28), 3, (600, 2))).T
    points = np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])
    edge = _outermost(points)
    assert len(edge) < 60
    assert (edge @ edge.T).min() == (points @ points.T).min()
    line = np.radians(np.linspace(60, 70, 300))
    along = np.column_stack([np.cos(line), np.sin(line), np.zeros(300)])
    assert len(_outermost(along)) in (2, 300), "a line has no inside"
