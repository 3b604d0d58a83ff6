import pandas as pd
import pytest

from tests.visuals.pictured import everything, rows
from utils.analysis.figures import Coverage, Figure
from utils.analysis.money import Rivalry
from utils.tables.vocabularies import MONEY_CLAIMANTS
from utils.visuals.money import NOT_SAID, SHAPES, rival_picture, side_colours, stage_picture
from utils.visuals.palette import DARK, LIGHT, MARK_CONTRAST, PAPER, contrast


def a_sum(low, high, known=2, of=3):
    return Figure(None, "million US dollars", "money", (), Coverage(known, of), low, high)


def stages(*sums):
    return stage_picture(sums, title="Money in projects", note="Never added.", look=LIGHT)


def test_each_sum_is_a_span_with_its_number_and_coverage():
    picture = stages(("Announced", a_sum(1200.4, 1500)), ("Committed", a_sum(45.47, 45.47, 1, 1)))
    assert [(r["low"], r["high"], r["said"]) for r in rows(picture.spec, "spans")] == [
        (1200.4, 1500, "1,200–1,500"), (45.47, 45.47, "45.5"),
    ]  # fmt: skip
    assert "Announced 1,200–1,500 (2 of 3 projects); Committed 45.5 (1 of 1 project)" in picture.alt


def test_a_stage_of_which_nothing_is_known_is_in_the_table_and_not_drawn_as_none():
    picture = stages(("Announced", a_sum(5, 9)), ("Disbursed", a_sum(None, None, 0, 3)))
    assert [row["name"] for row in rows(picture.spec, "spans")] == ["Announced"]
    assert picture.twin.to_numpy().tolist()[1] == ["Disbursed", "not known", "0 of 3 projects"]


def test_without_any_figure_that_is_said():
    picture = stages(("Announced", a_sum(None, None, 0, 3)))
    assert any("No figure is on record" in value for value in everything(picture.spec) if isinstance(value, str))


def a_rivalry(*told):
    columns = ["figure_id", "as_of_date", "amount_usd_m", "claimant", "side", "note"]
    return Rivalry("Ring total", "announced", None, pd.DataFrame(told, columns=columns))


def test_every_figure_is_drawn_at_its_date_in_its_sides_shape():
    told = (
        ("F-1", "2019", 900.0, "Treasury", "government", None),
        ("F-2", "2025-06", 1000.0, "Firm", "company", "whole"),
    )
    picture = rival_picture(a_rivalry(*told), LIGHT)
    assert [(r["at"][:10], r["amount"], r["side"], r["note"]) for r in rows(picture.spec, "points")] == [
        ("2019-01-01", 900.0, "government", ""), ("2025-06-01", 1000.0, "company", "whole"),
    ]  # fmt: skip
    assert picture.alt.endswith("Treasury 900 (2019) and Firm 1,000 (Jun 2025).")
    assert picture.twin["As of"].tolist() == ["2019", "Jun 2025"]


def test_no_line_joins_figures_not_even_of_one_claimant():
    told = [(f"F-{day}", day, 900.0, "Treasury", None, None) for day in ("2019", "2020")]
    assert "'line'" not in str(rival_picture(a_rivalry(*told), LIGHT).spec)


def test_currency_and_year_of_money_are_stated():
    picture = stages(("Announced", a_sum(5, 9)))
    assert "million US dollars as given at the time, not adjusted for prices" in picture.subtitle
    assert any(value == "million US dollars" for value in everything(picture.spec) if isinstance(value, str))


def test_a_figure_whose_side_is_not_recorded_is_still_there():
    picture = rival_picture(a_rivalry(("F-1", "2019", 900.0, "Somebody", None, None)), LIGHT)
    assert rows(picture.spec, "points")[0]["side"] == NOT_SAID


@pytest.mark.parametrize("look", [LIGHT, DARK, PAPER], ids=lambda look: look.name)
def test_sides_differ_in_shape_and_can_be_seen(look):
    assert set(SHAPES) == {*MONEY_CLAIMANTS.labels, NOT_SAID}
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert all(contrast(colour, look.surface) >= MARK_CONTRAST for colour in side_colours(look).values())
