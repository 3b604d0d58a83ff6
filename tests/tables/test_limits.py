import dataclasses

import pytest

from utils.tables.limits import HOSTILE, Limits


def test_every_limit_has_a_variable_of_its_own_and_a_meaning():
    fields = [field.name for field in dataclasses.fields(Limits)]
    assert [name for name, _, _ in Limits.named] == fields
    assert len({variable for _, variable, _ in Limits.named}) == len(fields)
    assert all(variable.startswith("BRIEFBOOK_") and meaning for _, variable, meaning in Limits.named)


def test_a_limit_is_told_with_its_unit_and_the_variable_that_sets_it():
    assert Limits(file_mb=5).told("file_mb", "MB") == "5 MB (the limit BRIEFBOOK_UPLOAD_MB)"
    assert Limits().told("rows") == "200,000 (the limit BRIEFBOOK_LIMIT_ROWS)"


def test_there_is_no_limit_of_another_name():
    with pytest.raises(KeyError):
        Limits().told("patience")


def test_each_kind_of_hostile_file_is_listed_once():
    kinds = [kind for kind, _ in HOSTILE]
    assert len(set(kinds)) == len(kinds) >= 20
