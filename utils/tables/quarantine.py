"""Strangers' files are read in a process of their own, which may die of them; this one may not.

Knows how such a process is started, fed, listened to and ended. It must not know what it does with the parts.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from utils.tables.limits import Limits
from utils.tables.problems import Code, Problem
from utils.tables.quarantined import OUT_OF_MEMORY, PROGRESS, check_entry, read_parts, write_parts

Progress: TypeAlias = Callable[[str, float], None]

TAKE_IN = "utils.tables.intake:take_in_parts"
MARK = "utils.tables.marking:marked_copy_parts"

AT_ONCE = 2
"""So many files are read at the same time; the next waits."""

WAITING = "waiting for other uploads"
_LAST_WORDS = 2.0
_LOG_KEPT = 20_000
_ROOT = Path(__file__).parents[2]
_KEPT = ("PATH", "LANG", "TZ", "SYSTEMROOT")
_places = threading.BoundedSemaphore(AT_ONCE)


class QuarantineError(Exception):
    """Reading was stopped at a limit; `allowed` names it for a person."""

    code = Code.FILE_TOO_HARD

    def __init__(self, allowed: str) -> None:
        super().__init__(f"stopped: it needed more than {allowed}")
        self.allowed = allowed

    def problem(self, file: str) -> Problem:
        """The problem of the file, or of the files, that could not be read."""
        return Problem(self.code, file, allowed=self.allowed)


class QuarantineBrokenError(RuntimeError):
    """The process failed of itself and not of a limit: a mistake of ours. The message is its log."""


def run(
    parts: Mapping[str, bytes], limits: Limits, progress: Progress = lambda _stage, _share: None, entry: str = TAKE_IN
) -> dict[str, bytes]:
    """What the work makes of the parts, done in a process of its own. `progress` is called in the caller's thread.

    Raises QuarantineError when a limit was met, and QuarantineBrokenError with the log when the work itself failed.
    """
    while not _places.acquire(timeout=0.5):
        progress(WAITING, 0.0)
    try:
        return _spares.take(entry).do(parts, limits, progress)
    finally:
        _places.release()
        _spares.renew(entry)


def warm(entry: str = TAKE_IN) -> None:
    """Keeps one process ready from now on, so that no upload need wait until its libraries are loaded.

    Raises ValueError when the work is not one that is run apart.
    """
    _spares.keep(entry)


@dataclass
class _Child:
    """One process, from its start to its end; its streams are followed by threads, since any of them may stall."""

    entry: str
    process: subprocess.Popen[bytes]
    answer: dict[str, bytes] | None = None
    log: list[str] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)
    stages: queue.Queue[tuple[str, float] | None] = field(default_factory=queue.Queue)

    @classmethod
    def start(cls, entry: str) -> _Child:
        """A process that waits for its parts, without this one's secrets and in a session of its own."""
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        single = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        process = subprocess.Popen(  # noqa: S603  # our own module, with the arguments that stand here
            [sys.executable, "-s", "-m", "utils.tables.quarantined", "--entry", entry],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=_ROOT,
            env={**environment, **single, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
            start_new_session=True,
        )
        return cls(entry, process)

    def do(self, parts: Mapping[str, bytes], limits: Limits, progress: Progress) -> dict[str, bytes]:
        """The answer to these parts; however it ends, the process, its children and its files are gone then."""
        with tempfile.TemporaryDirectory(prefix="briefbook-") as room:
            self._attend(parts, limits, room, progress)
        if self.answer is not None and self.process.returncode == 0:
            return self.answer
        raise self._failure(limits)

    def _attend(self, parts: Mapping[str, bytes], limits: Limits, room: str, progress: Progress) -> None:
        ends = time.monotonic() + limits.seconds
        try:
            self._begin(self._feed, parts, limits, room)
            hearing = self._begin(self._hear, limits)
            self._begin(self._follow)
            while (stage := self.stages.get(timeout=max(0.0, ends - time.monotonic()))) is not None:
                progress(*stage)
            self.process.wait(max(0.0, ends - time.monotonic()))
            hearing.join(max(0.0, ends - time.monotonic()))
        except (queue.Empty, subprocess.TimeoutExpired):
            raise QuarantineError(limits.told("seconds", "seconds")) from None
        finally:
            self.end()

    def _begin(self, work: Callable[..., None], *arguments: object) -> threading.Thread:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self.threads.append(thread)
        thread.start()
        return thread

    def _failure(self, limits: Limits) -> Exception:
        status = self.process.returncode
        if status == -signal.SIGXCPU:
            return QuarantineError(limits.told("seconds", "seconds"))
        if status < 0 or status == OUT_OF_MEMORY:  # the fast reader aborts when it is given no memory
            return QuarantineError(limits.told("memory_mb", "MB of memory"))
        return QuarantineBrokenError("".join(self.log) or f"it ended with {status} and said nothing")

    def end(self) -> None:
        """Ends the process with all its children and leaves nothing of it behind."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for thread in self.threads:
            thread.join(_LAST_WORDS)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None and not any(thread.is_alive() for thread in self.threads):
                with suppress(OSError):
                    stream.close()

    def _feed(self, parts: Mapping[str, bytes], limits: Limits, room: str) -> None:
        own = {"memory_mb": limits.memory_mb, "seconds": limits.seconds, "room": room}
        stdin = self.process.stdin
        with suppress(OSError, ValueError):  # it may die while it is fed; how it ended says why
            if stdin is not None:
                write_parts(stdin, {"limits": json.dumps(own).encode()})
                write_parts(stdin, parts)
                stdin.close()

    def _hear(self, limits: Limits) -> None:
        with suppress(OSError, ValueError):  # an answer that breaks off is none
            if self.process.stdout is not None:
                self.answer = read_parts(self.process.stdout, limits.memory_mb * 1_000_000)

    def _follow(self) -> None:
        with suppress(OSError, ValueError):
            while self.process.stderr is not None and (line := self.process.stderr.readline(_LOG_KEPT)):
                self._note(line.decode(errors="replace"))
        self.stages.put(None)

    def _note(self, line: str) -> None:
        if line.startswith(PROGRESS):
            with suppress(ValueError, TypeError):
                stage, share = json.loads(line.removeprefix(PROGRESS))
                self.stages.put((str(stage), float(share)))
        elif sum(map(len, self.log)) < _LOG_KEPT:
            self.log.append(line)


class _Spares:
    """For each kind of work one process that has loaded its libraries and waits; they end with this one."""

    def __init__(self) -> None:
        self._held: dict[str, _Child | None] = {}
        self._lock = threading.Lock()
        atexit.register(self.end)

    def take(self, entry: str) -> _Child:
        """A process for this work: the one that waits, or a new one."""
        check_entry(entry)
        with self._lock:
            child = self._held.get(entry)
            if child is not None:
                self._held[entry] = None
        if child is not None and child.process.poll() is not None:
            child.end()
            child = None
        return child or _Child.start(entry)

    def keep(self, entry: str) -> None:
        """Has one process for this work wait from now on."""
        check_entry(entry)
        with self._lock:
            self._held.setdefault(entry, None)
        self.renew(entry)

    def renew(self, entry: str) -> None:
        """Starts the next process to wait, where one is to wait."""
        with self._lock:
            if entry in self._held and self._held[entry] is None:
                self._held[entry] = _Child.start(entry)

    def end(self) -> None:
        """Ends all that wait, and has none wait any more."""
        with self._lock:
            for child in self._held.values():
                if child is not None:
                    child.end()
            self._held.clear()


_spares = _Spares()
