import datetime as dt

import pytest

from tests.drawn import SIGNAL, a_dataset, an_incident
from tests.visuals.pictured import FEBRUARY, everything, rows, selected
from utils.analysis.counts import count_over_time
from utils.analysis.stances import TONES, parties, signals_between, stances_over_time
from utils.tables.vocabularies import STANCES
from utils.visuals.palette import LIGHT, LOOKS, MARK_CONTRAST, contrast
from utils.visuals.signals import SHAPES, signals_picture, tone_colours, tones_picture

START, END = dt.date(2026, 1, 1), dt.date(2026, 3, 31)


def signals(*told):
    held = [{**SIGNAL, "signal_id": f"G-{number}", "incident_ids": None, **row} for number, row in enumerate(told, 1)]
    return signals_between(a_dataset(signals=held)[0].frame("regional_signals"), START, END)


def lanes(*told, look=LIGHT):
    held = signals(*told)
    counts = count_over_time(selected(an_incident(start_date="2026-02-10")))
    return signals_picture(held, counts, parties(held), look, period="4–24 Feb 2026")


def tones(*told):
    step, frame = stances_over_time(signals(*told), START, END)
    return tones_picture(step, frame, LIGHT, towards="Southland")


def said(picture):
    return " ".join(str(value) for value in everything(picture.spec) if isinstance(value, str))


def test_every_tone_has_a_shape_and_a_colour_of_its_own():
    assert tuple(SHAPES) == TONES
    for look in LOOKS:
        colours = tone_colours(look)
        assert tuple(colours) == TONES
        assert len(set(colours.values())) == len(set(SHAPES.values())) == len(TONES)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_the_outer_tones_stand_out_from_the_ground(look):
    colours = tone_colours(look)
    assert all(
        contrast(colours[tone], look.surface) >= MARK_CONTRAST for tone in ("supportive", "hostile", "use of force")
    )


def test_each_party_has_a_lane_and_each_signal_a_point_on_its_day():
    picture = lanes({"date": "2026-02-05"}, {"date": "2026-02-06"}, {"actor": "Westland", "stance": "supportive"})
    assert [row["name"] for row in rows(picture.spec, "lane-names")] == ["Northland", "Westland"]
    points = rows(picture.spec, "signals")
    assert [point["from"][:10] for point in points] == ["2026-02-05", "2026-02-05", "2026-02-06"]
    assert len({point["at"] for point in points}) == 2


def test_a_group_shares_a_lane_and_keeps_the_actors_name():
    picture = lanes({"actor": "Ore Ltd", "actor_group": "Eastland"})
    assert [row["name"] for row in rows(picture.spec, "lane-names")] == ["Eastland"]
    assert rows(picture.spec, "signals")[0]["who"] == "Ore Ltd towards Southland"
    assert list(picture.twin["Who"]) == ["Ore Ltd"]


def test_the_incidents_stand_under_the_lanes():
    picture = lanes({})
    bars = rows(picture.spec, "incidents")
    tall = [bar for bar in bars if bar["at"] < bar["floor"]]
    assert len(tall) == 1
    assert tall[0]["said"].startswith("1 incident, week from 9 Feb 2026")
    assert tall[0]["floor"] == picture.spec["height"]
    assert FEBRUARY.start.month == 2


def test_the_alt_text_counts_lanes_and_tones():
    assert lanes({}, {"actor": "Westland", "stance": "critical"}).alt == (
        "Timeline of 2 signals by party, 4–24 Feb 2026: Northland 1 and Westland 1; "
        "0 supportive, 0 neutral, 1 critical, 1 hostile and 0 use of force."
    )


def test_no_signals_are_said_in_words():
    assert "No signal is on record for this period." in said(lanes())


def test_friendly_tones_are_stacked_upwards_and_unfriendly_ones_downwards():
    force = {"signal_type": "Military action", "evidence_offered": None}
    picture = tones(*({"stance": stance} for stance in STANCES.labels), force)
    february = {row["tone"]: (row["low"], row["high"]) for row in rows(picture.spec, "tones") if "-02-" in row["from"]}
    assert february == {
        "neutral": (0, 1),
        "supportive": (1, 2),
        "critical": (0, -1),
        "hostile": (-1, -2),
        "use of force": (-2, -3),
    }


def test_the_table_has_a_row_for_every_month_the_empty_ones_too():
    twin = tones({}).twin
    assert list(twin["Month"]) == ["Jan 2026", "Feb 2026", "Mar 2026"]
    assert list(twin["Hostile"]) == [0, 1, 0]


def test_the_words_give_the_months_that_have_signals():
    assert tones({}, {"stance": "neutral"}).alt == (
        "Stacked bars. How the tone towards Southland moved, by month: Feb 2026: 1 neutral and 1 hostile."
    )


def test_no_tone_is_said_in_words():
    assert "No signal is on record here." in said(tones())
