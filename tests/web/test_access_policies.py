import pytest

from utils.tables.vocabularies import SHARING_LABELS
from utils.web.access.policies import reading_needs, why_not_publish, why_not_review, why_not_roll_back
from utils.web.access.roles import Action

DRAFT = {"author": "Ana", "publisher": "Ana", "second_person": False, "stopping": 0, "published_as": None}
OPEN_LABELS = ("TLP:CLEAR", "TLP:GREEN")


@pytest.mark.parametrize("label", SHARING_LABELS.labels)
def test_labels_up_to_green_are_open_and_all_above_need_signing_in(label):
    expected = Action.READ_OPEN if label in OPEN_LABELS else Action.READ_RESTRICTED
    assert reading_needs(label) is expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("tlp white", Action.READ_OPEN),
        (None, Action.READ_RESTRICTED),
        ("", Action.READ_RESTRICTED),
        ("TLP:PURPLE", Action.READ_RESTRICTED),
    ],
)
def test_an_unknown_label_counts_as_the_strictest(label, expected):
    assert reading_needs(label) is expected


def test_a_draft_without_problems_can_be_published_by_its_author():
    assert why_not_publish(**DRAFT) is None


@pytest.mark.parametrize(
    ("author", "publisher", "allowed"),
    [
        ("ana@example.org", "bo@example.org", True),
        ("ana@example.org", "Ana@Example.ORG", False),
        ("Ana  Lys", "ana lys ", False),
        ("STRASSE", "straße", False),
        ("", "Bo", False),
        ("Ana", "", False),
    ],
)
def test_where_a_second_person_is_demanded_the_author_cannot_publish(author, publisher, allowed):
    state = {**DRAFT, "author": author, "publisher": publisher, "second_person": True}
    assert (why_not_publish(**state) is None) is allowed


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"stopping": 1}, "1 problem must"),
        ({"stopping": 40}, "40 problems must"),
        ({"published_as": 7, "stopping": 40}, "already, as edition 7"),
        ({"second_person": True}, "second person"),
    ],
)
def test_a_draft_that_cannot_be_published_says_why(change, told):
    assert told in why_not_publish(**{**DRAFT, **change})


@pytest.mark.parametrize(
    ("author", "reviewer", "published_as", "told"),
    [("Ana", "Bo", None, None), ("Ana", "ana", None, "second person"), ("Ana", "Bo", 3, "edition 3")],
)
def test_only_another_person_reviews_and_only_before_publishing(author, reviewer, published_as, told):
    why = why_not_review(author=author, reviewer=reviewer, published_as=published_as)
    assert why is None if told is None else told in why


@pytest.mark.parametrize(("number", "told"), [(2, None), (4, "current"), (5, "no edition 5"), (0, "no edition 0")])
def test_only_an_earlier_edition_can_be_published_again(number, told):
    why = why_not_roll_back(number=number, current=4)
    assert why is None if told is None else told in why
