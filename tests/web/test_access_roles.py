import pytest

from utils.web.access.roles import MAY, VISITOR, Action, Role, User, permissions_table
from utils.web.settings import ROOT

DECISIONS = """
                   VISITOR MEMBER ANALYST
READ_OPEN          yes     yes    yes
READ_RESTRICTED    no      yes    yes
READ_DRAFT         no      no     yes
OPEN_DESK          no      no     yes
UPLOAD             no      no     yes
REVIEW             no      no     yes
PUBLISH            no      no     yes
ROLL_BACK          no      no     yes
DOWNLOAD_ORIGINAL  no      no     yes
READ_AUDIT         no      no     yes
"""


def drawn():
    head, *lines = DECISIONS.strip().splitlines()
    return {
        (role, line.split()[0]): word
        for line in lines
        for role, word in zip(head.split(), line.split()[1:], strict=True)
    }


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_each_role_may_do_what_the_table_says_and_nothing_else(role, action):
    user = User("Ana", role, "test")
    assert user.may(action) is (drawn()[role.name, action.name] == "yes")


def test_the_table_is_complete_both_ways():
    assert set(drawn()) == {(role.name, action.name) for role in Role for action in Action}
    assert set(MAY) == set(Role)


def test_who_is_signed_in():
    assert not VISITOR.signed_in
    assert User("Bo", Role.MEMBER, "test").signed_in


def test_the_guide_holds_the_table_as_the_code_has_it():
    assert permissions_table() in (ROOT / "docs" / "access.md").read_text()
