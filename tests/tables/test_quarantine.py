import os
import threading
import time
from pathlib import Path

import pytest

from utils.tables import quarantine
from utils.tables.limits import Limits
from utils.tables.problems import Code
from utils.tables.quarantine import QuarantineBrokenError, QuarantineError, run

SHORT = Limits(seconds=2, memory_mb=600)
PATIENT = Limits(seconds=30, memory_mb=600)


def apart(name):
    return f"tests.apart:{name}"


def is_running(number):
    try:
        status = Path(f"/proc/{number}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def children():
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


@pytest.fixture(autouse=True)
def _nothing_stays_behind():
    before = children()
    yield
    quarantine._spares.end()
    assert children() - before == set()


def test_parts_go_in_and_come_out_whole_with_progress_told_in_the_callers_thread():
    told = []
    parts = {"a.xlsx": bytes(range(256)) * 10_000, "نوشکی.csv": b""}
    answer = run(parts, PATIENT, lambda *stage: told.append((*stage, threading.current_thread())), apart("echo"))
    assert {name: answer[name] for name in parts} == parts
    assert told == [("half", 0.5, threading.current_thread()), ("done", 1.0, threading.current_thread())]


def test_the_environments_secrets_stay_here(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@db/briefbook")
    names = run({}, PATIENT, entry=apart("echo"))["environment"].decode().split("\n")
    assert "PATH" in names
    assert "DATABASE_URL" not in names


@pytest.mark.parametrize(
    ("entry", "limits", "variable"),
    [
        ("hoard", PATIENT, "BRIEFBOOK_LIMIT_MEMORY_MB"),
        ("abort", PATIENT, "BRIEFBOOK_LIMIT_MEMORY_MB"),
        ("spin", SHORT, "BRIEFBOOK_LIMIT_SECONDS"),
        ("sleep", SHORT, "BRIEFBOOK_LIMIT_SECONDS"),
    ],
)
def test_work_that_meets_a_limit_is_stopped_and_the_limit_named(entry, limits, variable):
    start = time.monotonic()
    with pytest.raises(QuarantineError) as stopped:
        run({}, limits, entry=apart(entry))
    problem = stopped.value.problem("hard.xlsx")
    assert (problem.code, problem.file) == (Code.FILE_TOO_HARD, "hard.xlsx")
    assert variable in problem.says
    assert time.monotonic() - start < limits.seconds + 4


def test_what_the_process_started_ends_with_it():
    told = []
    with pytest.raises(QuarantineError):
        run({}, SHORT, lambda stage, _share: told.append(stage), apart("sleep"))
    [stage] = told
    assert not is_running(stage.removeprefix("child "))


def test_a_reader_who_goes_away_takes_the_process_along():
    class GoneError(Exception):
        pass

    def go(_stage, _share):
        raise GoneError

    with pytest.raises(GoneError):
        run({}, Limits(seconds=600), go, apart("sleep"))


@pytest.mark.parametrize(("entry", "says"), [("fail", "a mistake of ours"), ("leave", "said nothing")])
def test_a_mistake_of_ours_is_told_apart_with_its_log(entry, says):
    with pytest.raises(QuarantineBrokenError, match=says):
        run({}, PATIENT, entry=apart(entry))


def test_a_process_that_talks_without_end_is_cut_short():
    with pytest.raises(QuarantineBrokenError) as broken:
        run({}, PATIENT, entry=apart("talk"))
    assert len(str(broken.value)) < 30_000


def test_files_that_it_leaves_go_with_it():
    told = []
    run({}, PATIENT, lambda stage, _share: told.append(stage), apart("write"))
    assert "briefbook-" in told[0]
    assert not Path(told[0]).exists()
    assert not Path(told[0]).parent.exists()


def test_files_are_bounded_like_memory():
    with pytest.raises(QuarantineBrokenError, match="File too large"):
        run({}, PATIENT, entry=apart("flood"))


@pytest.mark.parametrize("entry", ["os:system", "subprocess:run", "utils.web:anything", "testsuite:run"])
def test_only_work_of_the_tables_is_run_apart(entry):
    with pytest.raises(ValueError, match="run apart"):
        run({}, SHORT, entry=entry)


def test_more_than_two_wait_and_are_told_so():
    def spin():
        with pytest.raises(QuarantineError):
            run({}, SHORT, entry=apart("spin"))

    told = []
    threads = [threading.Thread(target=spin) for _ in range(quarantine.AT_ONCE)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    run({}, PATIENT, lambda stage, _share: told.append(stage), apart("echo"))
    assert told[0] == quarantine.WAITING
    assert told[-2:] == ["half", "done"]
    for thread in threads:
        thread.join()


def test_a_process_that_waits_is_used_and_another_takes_its_place():
    quarantine.warm(apart("echo"))
    waiting = quarantine._spares._held[apart("echo")]
    run({}, PATIENT, entry=apart("echo"))
    assert waiting.process.returncode == 0
    assert quarantine._spares._held[apart("echo")].process.poll() is None


def test_a_process_that_died_while_it_waited_is_not_missed():
    quarantine.warm(apart("echo"))
    waiting = quarantine._spares._held[apart("echo")].process
    waiting.kill()
    waiting.wait()
    assert run({"a": b"b"}, PATIENT, entry=apart("echo"))["a"] == b"b"
