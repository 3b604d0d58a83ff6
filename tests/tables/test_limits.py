import dataclasses

import pytest

from utils.tables.limits import HOSTILE, LimitError, Limits, limits_of


def test_every_limit_has_a_variable_of_its_own_and_a_meaning():
    fields = [field.name for field in dataclasses.fields(Limits)]
    assert [name for name, _, _ in Limits.named] == fields
    assert len({variable for _, variable, _ in Limits.named}) == len(fields)
    assert all(variable.startswith("BRIEFBOOK_") and meaning for _, variable, meaning in Limits.named)


def test_a_limit_is_told_with_its_unit_and_the_variable_that_sets_it():
    assert Limits(file_mb=5).told("file_mb", "MB") == "5 MB (the limit BRIEFBOOK_UPLOAD_MB)"
    assert Limits().told("rows") == "200,000 (the limit BRIEFBOOK_LIMIT_ROWS)"


def test_the_environment_sets_a_limit_by_its_variable():
    assert limits_of({"BRIEFBOOK_UPLOAD_MB": "7", "BRIEFBOOK_LIMIT_ROWS": " 9 ", "ROWS": "1"}) == Limits(
        file_mb=7, rows=9
    )


@pytest.mark.parametrize("told", ["0", "-3", "many", "1.5"])
def test_what_is_no_limit_is_refused_with_what_is_allowed(told):
    with pytest.raises(LimitError, match=f"BRIEFBOOK_LIMIT_ROWS cannot be “{told}”; allowed is a whole number above 0"):
        limits_of({"BRIEFBOOK_LIMIT_ROWS": told})


def test_there_is_no_limit_of_another_name():
    with pytest.raises(KeyError):
        Limits().told("patience")


def test_each_kind_of_hostile_file_is_listed_once():
    kinds = [kind for kind, _ in HOSTILE]
    assert len(set(kinds)) == len(kinds) >= 20
