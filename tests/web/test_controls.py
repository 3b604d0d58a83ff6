import pytest

from utils.web import controls


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """A session of its own, as a plain mapping."""
    state = {}
    monkeypatch.setattr(controls.st, "session_state", state)
    return state


def choose(name, value, usual="5"):
    """What a reader does: the control is drawn, set, and its callback runs."""
    key = controls.control(name, usual)
    controls.st.session_state[key] = value
    controls.keep(name, usual)


def test_what_an_address_asks_for_is_in_force():
    controls.follow({"from": ["2026-01-01"], "if-radius": ["20"]})
    assert controls.what_if("radius") == "20"
    assert controls.held() == {"if-radius": ["20"]}


def test_what_no_address_asks_for_has_no_value():
    assert controls.what_if("radius") is None
    assert controls.held() == {}


def test_an_address_without_what_ifs_lets_go_of_them_and_of_their_controls(session):
    controls.follow({"if-radius": ["20"]})
    controls.control("radius", "20")
    controls.follow({"from": ["2026-01-01"]})
    assert controls.what_if("radius") is None
    assert controls.control("radius", "5") and session["what_ifs/radius"] == "5"


def test_a_value_that_is_tried_out_stands_in_the_address():
    choose("radius", "20")
    assert controls.held() == {"if-radius": ["20"]}


@pytest.mark.parametrize("back", ["5", None])
def test_the_usual_value_or_none_stands_in_no_address(back):
    choose("radius", "20")
    choose("radius", back)
    assert controls.held() == {}


def test_a_control_without_a_choice_shows_the_usual_value_again(session):
    choose("radius", None)
    assert session[controls.control("radius", "5")] == "5"


def test_one_what_if_leaves_the_others_alone():
    choose("radius", "20")
    choose("decay", "40")
    choose("radius", "5")
    assert controls.held() == {"if-decay": ["40"]}


def test_forgetting_brings_back_the_usual_values(session):
    choose("radius", "20")
    choose("decay", "40")
    controls.forget(["radius"])
    assert controls.held() == {"if-decay": ["40"]}
    assert session[controls.control("radius", "5")] == "5"


def test_an_endless_link_is_followed_only_so_far():
    controls.follow({f"if-{number}": ["9" * 5000] for number in range(500)})
    assert len(controls.held()) == controls.MOST
    assert all(len(values[0]) == controls.LONGEST for values in controls.held().values())


def test_a_name_without_a_value_is_passed_over():
    controls.follow({"if-radius": []})
    assert controls.held() == {}
