import datetime as dt

import pandas as pd
import pytest

from tests.visuals.pictured import rows
from utils.analysis.foreigners import AT_A_PROJECT, Attacks
from utils.visuals.foreigners import group_colours, series_picture
from utils.visuals.palette import DARK, LIGHT, MARK_CONTRAST, PAPER, contrast

AS_OF = dt.date(2026, 3, 31)


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
