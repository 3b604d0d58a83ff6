import datetime as dt
from dataclasses import replace

import pytest

from utils.analysis.filters import Filters
from utils.briefing.naming import file_name

FILTERS = Filters(dt.date(2026, 1, 1), dt.date(2026, 2, 1))


@pytest.mark.parametrize(
    ("districts", "name"),
    [
        ((), "briefing-2026-03-31.pdf"),
        (("Alder Bank",), "briefing-2026-03-31-alder-bank.pdf"),
        (("A", "B", "C", "D"), "briefing-2026-03-31-a-b-c.pdf"),
        (("Ñandú",), "briefing-2026-03-31-and.pdf"),
        (('a"\r\nb/../c',), "briefing-2026-03-31-a-b-c.pdf"),
    ],
)
def test_a_name_holds_the_date_and_the_first_choices_and_nothing_that_a_header_or_folder_minds(districts, name):
    assert file_name("briefing", "2026-03-31", replace(FILTERS, districts=districts), "pdf") == name


@pytest.mark.parametrize("district", ["Alder Bank", "x" * 500])
def test_the_summary_lies_beside_the_whole_under_a_name_of_its_own(district):
    chosen = replace(FILTERS, districts=(district,))
    whole, short = (file_name("briefing", "2026-03-31", chosen, "pdf", short=short) for short in (False, True))
    assert short == whole.replace(".pdf", "-summary.pdf")
    assert len(short) < 140


def test_a_name_is_no_longer_than_file_systems_take():
    assert len(file_name("briefing", "2026-03-31", replace(FILTERS, districts=("x" * 500,)), "docx")) < 130
