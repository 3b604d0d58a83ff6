import pytest

from utils.tables.problems import WORDINGS, Code, Problem


@pytest.mark.parametrize("code", list(Code))
def test_every_problem_has_a_wording_and_a_repair(code):
    problem = Problem(code, "a.xlsx", "Incidents", "D14", "what was found", "what is allowed")
    assert problem.says.endswith(".")
    assert problem.repair.endswith(".")
    assert "{" not in str(problem)


def test_no_wording_is_without_a_code():
    assert set(WORDINGS) == set(Code)


def test_a_problem_reads_as_where_what_and_repair():
    problem = Problem(Code.NOT_IN_LIST, "incidents.xlsx", "Incidents", "D14", "air raid", "one of: Battles, Riots")
    assert str(problem) == "incidents.xlsx, Incidents!D14: “air raid” is not in the list. Use one of: Battles, Riots."
