import pandas as pd

from tests.visuals.pictured import everything, rows
from utils.visuals.bars import bars_picture
from utils.visuals.palette import LIGHT


def counted(*values):
    return pd.DataFrame(values, columns=["label", "incidents", "known"])


def bars(*values, **more):
    return bars_picture(
        counted(*values), name="by-tactic", title="Incidents by tactic", period="February 2026", look=LIGHT, **more
    )


def drawn(picture):
    return [(row["label"], row["incidents"], row["kind"]) for row in rows(picture.spec, "bars")]


def test_values_keep_their_order_and_carry_their_number():
    picture = bars(("IED", 1200, True), ("arson", 1, True))
    assert drawn(picture) == [("IED", 1200, "value"), ("Arson", 1, "value")]
    assert [row["number"] for row in rows(picture.spec, "numbers")] == ["1,200", "1"]


def test_rows_that_give_no_value_stand_last_and_are_named_in_the_subtitle():
    picture = bars(("IED", 3, True), ("Tactic not known", 5, False))
    assert drawn(picture)[-1] == ("Tactic not known", 5, "unknown")
    assert picture.subtitle == "8 incidents, February 2026; of these, 5 give no value (grey)."


def test_recorded_as_unknown_counts_with_what_gives_no_value():
    picture = bars(("unknown", 4, True), ("IED", 3, True), ("Tactic not known", 5, False))
    assert drawn(picture) == [("IED", 3, "value"), ("Tactic not known", 9, "unknown")]


def test_the_rest_is_summed_and_says_how_many_it_is():
    picture = bars(*((f"tactic {number}", 20 - number, True) for number in range(6)), top=3)
    assert drawn(picture)[-1] == ("3 others", 17 + 16 + 15, "others")
    assert len(drawn(picture)) == 4


def test_a_single_one_too_many_is_shown_rather_than_called_other():
    picture = bars(*((f"tactic {number}", 20 - number, True) for number in range(4)), top=3)
    assert [kind for _, _, kind in drawn(picture)] == ["value"] * 4


def test_no_incident_is_lost_on_the_way_to_the_picture():
    values = [*((f"tactic {number}", number + 1, True) for number in range(20)), ("none", 7, False)]
    picture = bars(*values)
    assert sum(incidents for _, incidents, _ in drawn(picture)) == sum(value[1] for value in values)
    assert picture.twin["Incidents"].sum() == sum(value[1] for value in values)


def test_the_words_give_every_bar():
    picture = bars(("IED", 3, True), ("arson", 1, True), ("Tactic not known", 5, False))
    assert picture.alt == (
        "Bar chart. Incidents by tactic, February 2026: IED 3, Arson 1 and Tactic not known 5, of 9 incidents."
    )


def test_two_long_labels_that_begin_alike_keep_their_own_bars():
    long = "An armed group with a name that is very long indeed and ends in "
    picture = bars((f"{long}A", 3, True), (f"{long}B", 2, True))
    assert len({row["place"] for row in rows(picture.spec, "bars")}) == 2


def test_nothing_selected_is_said_in_words():
    picture = bars()
    assert "no incident is selected" in picture.alt
    assert any("No incident is selected" in value for value in everything(picture.spec) if isinstance(value, str))
