import pytest

from tests.visuals.pictured import rows
from utils.analysis.matching import Matched
from utils.analysis.wakes import DAYS, KILOMETRES, Wakes, Window
from utils.visuals.palette import LIGHT, LOOKS
from utils.visuals.wakes import wakes_picture

OPEN = Matched(20, 900, 8, 40, (0.3, -0.5, 1.1))
MORE = Matched(20, 900, 8, 40, (2.0, 1.0, 3.0))
FEWER = Matched(20, 900, 8, 40, (-2.04, -3.0, -1.0))
FEW = Matched(3, 900, 2, 4, (5.0, 4.0, 6.0))


def grid(*found):
    """The found ones in the first windows, nothing that stands out in the others."""
    pairs = [(days, kilometres) for kilometres in KILOMETRES for days in DAYS]
    told = [*found, *[OPEN] * (len(pairs) - len(found))]
    windows = tuple(Window(*pair, one) for pair, one in zip(pairs, told, strict=True))
    return Wakes(windows, tuple(f"R-{n}" for n in range(20)), (), 20)


@pytest.mark.parametrize(
    ("found", "words", "layer"),
    [(OPEN, "+0.3", "judged"), (MORE, "+2.0", "judged"), (FEWER, "−2.0", "judged"), (FEW, "too few", "too-few")],
)
def test_a_window_with_too_few_is_hollow_and_has_no_number(found, words, layer):
    spec = wakes_picture(grid(found), LIGHT).spec
    assert rows(spec, "windows")[0]["words"] == words
    assert any(row["where"] == "7 days, 10 km" for row in rows(spec, layer))


def test_the_table_tells_the_interval_and_what_it_rests_on():
    twin = wakes_picture(grid(MORE, FEW), LIGHT).twin
    assert twin.loc[0].tolist() == [7, 10, "+2.0", "+1.0 to +3.0", 20, 900, 8, 40]
    assert twin.loc[1, "Interval"] == "too few to judge"


def test_the_alternative_text_names_the_windows_that_stand_out():
    assert "14 days, 10 km: fewer, −3.0 to −1.0" in wakes_picture(grid(OPEN, FEWER), LIGHT).alt
    assert "in none does a difference stand out" in wakes_picture(grid(FEW), LIGHT).alt


def test_no_measure_that_can_be_placed_is_an_empty_frame():
    picture = wakes_picture(Wakes((), (), ("R-1",), 0), LIGHT)
    assert picture.subtitle == "No selected measure is dated to the day and placed to the town."


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_it_can_be_drawn_in_every_look(look):
    assert wakes_picture(grid(MORE), look).spec["config"]["background"] in ("transparent", look.surface)
