import pytest

from utils.briefing.sharing import open_to_all


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
