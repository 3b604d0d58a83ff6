import sys

import pytest

from tests.audit import audit
from tests.audit.audit import NOT_ASKED, WELL, WHERE_POSSIBLE, WRONG, asked, ended, judged

SOUND = {"name": "sound", "version": "1", "vulns": []}
SPOILT = {"name": "spoilt", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "unknown", "skip_reason": "Dependency not found on PyPI and could not be audited"}


@pytest.mark.parametrize(
    ("dependencies", "status", "said"),
    [
        ([SOUND, SOUND], WELL, "Nothing is known against any of 2 pins."),
        ([SOUND, SPOILT], WRONG, "spoilt 2: PYSEC-1, mended in 3"),
        ([SOUND, UNKNOWN], NOT_ASKED, "could not be asked about 1: unknown"),
        ([UNKNOWN, SPOILT], WRONG, "could not be asked about 1: unknown"),
        ([], NOT_ASKED, "NOT AUDITED: nothing was asked about."),
    ],
)
def test_an_audit_that_did_not_take_place_is_never_told_as_a_good_one(dependencies, status, said):
    answered, lines = judged(dependencies)
    assert answered == status
    assert said in "\n".join(lines)


@pytest.mark.parametrize("does", ["print('no answer')", "print('{}')", "import time; time.sleep(20)"])
def test_an_answer_that_is_none_or_does_not_come_is_told_as_no_audit(does, monkeypatch):
    monkeypatch.setattr(audit, "MOST_SECONDS", 0.5)
    status, lines = asked([sys.executable, "-c", does])
    assert (status, lines[0][:11]) == (NOT_ASKED, "NOT AUDITED")


@pytest.mark.parametrize(("status", "usual", "where_possible"), [(WELL, 0, 0), (WRONG, 1, 1), (NOT_ASKED, 2, 0)])
def test_where_nobody_could_be_asked_a_run_may_go_on_but_never_past_what_is_known(status, usual, where_possible):
    assert (ended(status, []), ended(status, [WHERE_POSSIBLE])) == (usual, where_possible)
