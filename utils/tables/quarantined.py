"""The process in which strangers' files are read: it limits itself, does one thing to the parts it is given, and ends.

Knows the frames on its standard streams and its own limits. It must not know what is done to the parts.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Mapping
from typing import IO, TypeAlias

Work: TypeAlias = Callable[[Mapping[str, bytes], Callable[[str, float], None]], Mapping[str, bytes]]

PROGRESS = "\x1eprogress "
"""What a line on the standard error stream begins with when it tells how far the work is."""

OUT_OF_MEMORY = 86
"""The exit status when the limit of memory was met."""

_PLACES = ("utils.tables.", "tests.")
_LENGTH = 8


def write_parts(stream: IO[bytes], parts: Mapping[str, bytes]) -> None:
    """The parts as frames: how many, then for each the length and bytes of its name, and of its content."""
    stream.write(len(parts).to_bytes(_LENGTH, "big"))
    for name, content in parts.items():
        for piece in (name.encode(), content):
            stream.write(len(piece).to_bytes(_LENGTH, "big"))
            stream.write(piece)
    stream.flush()


def read_parts(stream: IO[bytes], most: int) -> dict[str, bytes]:
    """The parts that were framed, of at most so many bytes. Raises ValueError when they are more, or break off."""
    left = most
    pieces: list[bytes] = []
    count = int.from_bytes(_exactly(stream, _LENGTH), "big")
    for _ in range(2 * count):
        length = int.from_bytes(_exactly(stream, _LENGTH), "big")
        left -= length
        if left < 0:
            raise ValueError("the parts are too big")
        pieces.append(_exactly(stream, length))
    return {name.decode(): content for name, content in zip(pieces[::2], pieces[1::2], strict=True)}


def _exactly(stream: IO[bytes], length: int) -> bytes:
    held = stream.read(length)
    if len(held) < length:
        raise ValueError("the parts break off")
    return held


def check_entry(entry: str) -> None:
    """Raises ValueError when a function named `module:function` stands outside the tables and the tests."""
    if not entry.startswith(_PLACES):
        raise ValueError(f"{entry} is not a function that is run apart")


def _work_named(entry: str) -> Work:
    check_entry(entry)
    module, _, name = entry.partition(":")
    work: Work = getattr(importlib.import_module(module), name)
    return work


def _limit(memory_mb: int, seconds: int) -> None:
    """Ends this process at the limits, and keeps it from leaving its memory behind on a crash."""
    used = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + 1
    for kind, most in (
        (resource.RLIMIT_AS, memory_mb * 1_000_000),
        (resource.RLIMIT_CPU, used + 2 * seconds),  # two threads may work; the clock on the wall is the caller's
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, memory_mb * 1_000_000),  # workbooks are written by way of files
    ):
        resource.setrlimit(kind, (most, most))


def _tell(stage: str, share: float) -> None:
    print(f"{PROGRESS}{json.dumps([stage, share])}", file=sys.stderr, flush=True)  # noqa: T201  # the stream is the channel


def main() -> int:
    """Waits for the limits and the parts, does the work named, writes what it gives, and returns the exit status."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--entry", required=True)
    given = arguments.parse_args()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else writes to the standard output must not end up among the answers
    work = _work_named(given.entry)
    try:
        limits = json.loads(read_parts(sys.stdin.buffer, 10_000)["limits"])
        tempfile.tempdir = limits["room"]
        _limit(limits["memory_mb"], limits["seconds"])
        write_parts(answers, work(read_parts(sys.stdin.buffer, limits["memory_mb"] * 1_000_000), _tell))
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main())
