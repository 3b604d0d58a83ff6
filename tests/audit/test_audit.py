import pytest

from tests.audit.audit import NOT_ASKED, WELL, WRONG, judged

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
