import datetime as dt

import pandas as pd
import pytest

from tests.visuals.pictured import everything, rows
from utils.analysis.exposure import BANDS, Exposure, Yardstick, count_name
from utils.analysis.foreigners import AT_A_PROJECT, Attacks
from utils.visuals.exposure import NO_DISTRICT, exposure_picture, group_colours, series_picture
from utils.visuals.palette import DARK, LIGHT, MARK_CONTRAST, PAPER, contrast

AS_OF = dt.date(2026, 3, 31)


def pictured(*places, look=LIGHT, **more):
    columns = ["label", "project_ids", *(count_name(90, band) for band in BANDS)]
    nothing = pd.DataFrame()
    found = Exposure(AS_OF, Yardstick(window=90), nothing, nothing, (), (), (), (), (), lambda: None)
    return exposure_picture(pd.DataFrame(places, columns=columns), found, look, **more)


def test_each_place_is_a_bar_of_its_bands_most_within_twenty_kilometres_first():
    picture = pictured(("Alder", ("J-1",), 1, 0, 9), ("Birch", ("J-2", "J-3"), 0, 3, 0))
    assert [(row["label"], row["from"], row["to"]) for row in rows(picture.spec, "bands")] == [
        ("Birch", 0, 0), ("Birch", 0, 3), ("Birch", 3, 3), ("Alder", 0, 1), ("Alder", 1, 1), ("Alder", 1, 10),
    ]  # fmt: skip
    assert [row["numbers"] for row in rows(picture.spec, "numbers")] == ["0 + 3 + 0", "1 + 0 + 9"]


def test_words_and_table_say_what_the_bars_say():
    picture = pictured(("Alder", ("J-1",), 1, 0, 2), (None, ("J-2",), 0, 1, 0), ("Calm", ("J-3",), 0, 0, 0))
    assert picture.title == "Violent incidents near projects, 90 days to 31 Mar 2026"
    assert "Alder 1, 0, 2" in picture.alt and f"{NO_DISTRICT} 0, 1, 0" in picture.alt
    assert "1 place with none on record" in picture.subtitle
    assert picture.twin.to_numpy().tolist() == [["Alder", 1, 1, 0, 2], [NO_DISTRICT, 1, 0, 1, 0]]


def test_places_beyond_the_most_are_in_the_table_and_said():
    picture = pictured(*((f"Place {number}", ("J-1",), 20 - number, 0, 0) for number in range(5)), top=3)
    assert len(rows(picture.spec, "numbers")) == 3
    assert len(picture.twin) == 5 and "2 more places in the table" in picture.subtitle


def test_no_violence_is_said_in_words():
    picture = pictured(("Calm", ("J-3",), 0, 0, 0))
    assert "None lies near" in picture.alt
    assert any("No violent incident" in value for value in everything(picture.spec) if isinstance(value, str))


def attacks(*told):
    frame = pd.DataFrame(told, columns=["incident_id", "year", "group"])
    groups = tuple(dict.fromkeys(frame["group"]))
    return Attacks(AS_OF, frame, groups, 2024, 2026)


SOME = (("N-1", 2024, "Sandlander"), ("N-2", 2026, "Sandlander"), ("N-3", 2026, AT_A_PROJECT))


def test_years_without_an_attack_keep_their_place():
    picture = series_picture(attacks(*SOME), LIGHT)
    assert [(row["year"], row["number"]) for row in rows(picture.spec, "tops")] == [
        ("2024", "1"),
        ("2025", "0"),
        ("2026", "2"),
    ]
    assert [(row["year"], row["group"], row["from"], row["to"]) for row in rows(picture.spec, "attacks")] == [
        ("2024", "Sandlander", 0, 1), ("2026", "Sandlander", 0, 1), ("2026", AT_A_PROJECT, 1, 2),
    ]  # fmt: skip


def test_the_series_says_its_sums_and_that_the_last_year_is_a_part():
    picture = series_picture(attacks(*SOME), LIGHT)
    assert "3 incidents: Sandlander 2 and Projects, no foreigner attacked 1." in picture.subtitle
    assert "2026 runs to 31 Mar 2026." in picture.subtitle
    assert "2024 1 and 2026 2" in picture.alt
    assert picture.twin.to_numpy().tolist() == [[2024, 1, 0], [2025, 0, 0], [2026, 1, 1]]


def test_an_empty_series_is_said_in_words():
    picture = series_picture(attacks(), LIGHT)
    assert picture.alt.endswith("None is on record.")


@pytest.mark.parametrize("look", [LIGHT, DARK, PAPER], ids=lambda look: look.name)
def test_every_group_can_be_seen(look):
    colours = group_colours(attacks(*SOME, ("N-4", 2026, "Marshlander")), look)
    assert len(set(colours.values())) == 3
    assert all(contrast(colour, look.surface) >= MARK_CONTRAST for colour in colours.values())
