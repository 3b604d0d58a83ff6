import pytest

from utils.briefing.sharing import may_compare, open_to_all


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("TLP:CLEAR", True),
        ("TLP:GREEN", True),
        ("TLP:WHITE", True),
        ("TLP:AMBER", False),
        ("TLP:AMBER+STRICT", False),
        ("TLP:RED", False),
        ("TLP:PURPLE", False),
        ("", False),
        (None, False),
    ],
)
def test_what_is_not_known_to_be_open_is_not_open(label, expected):
    assert open_to_all(label) is expected


@pytest.mark.parametrize(
    ("label", "before", "expected"),
    [
        ("TLP:CLEAR", "TLP:GREEN", True),
        ("TLP:RED", "TLP:CLEAR", True),
        ("TLP:AMBER", "TLP:AMBER", True),
        ("TLP:CLEAR", "TLP:AMBER", False),
        ("TLP:GREEN", None, False),
    ],
)
def test_what_stood_in_a_restricted_edition_is_not_told_in_an_open_one(label, before, expected):
    assert may_compare(label, before) is expected
