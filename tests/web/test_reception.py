import pytest

from utils.web.desk.reception import staying


@pytest.mark.parametrize(
    ("given", "others", "usual"),
    [
        (["incidents (marked).xlsx"], ["responses.xlsx"], ["responses.xlsx"]),
        (["Incidents (marked) (1).xlsx"], ["responses.xlsx"], ["responses.xlsx"]),
        (["incidents.xlsx"], ["responses.xlsx"], ["responses.xlsx"]),
        (["incidents.xlsx", "responses (marked).xlsx"], [], []),
        (["december.xlsx"], ["incidents.xlsx", "responses.xlsx"], []),
    ],
)
def test_a_repaired_file_leaves_the_drafts_other_files_in_place_and_new_names_may_stand_for_all(given, others, usual):
    assert staying(["incidents.xlsx", "responses.xlsx"], given) == (others, usual)


def test_a_file_with_a_number_in_its_name_is_not_taken_for_a_copy_of_one_that_is_there():
    assert staying(["field.csv", "field (2).csv"], ["field.csv"]) == (["field (2).csv"], ["field (2).csv"])
