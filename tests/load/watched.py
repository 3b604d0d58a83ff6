"""What a process takes, read from /proc: memory, processor time, open files; of its children the memory too."""

import os
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
MB = 1024


@dataclass(frozen=True)
class Taken:
    """MB of memory of the process and of its children, seconds of processor time, open files and threads."""

    memory: float
    children: float
    seconds: float
    files: int
    threads: int


def taken(process: int) -> Taken:
    """What it takes now."""
    status = _status(process)
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return Taken(
        memory=_memory(status),
        children=sum(_memory(_status(child)) for child in _children(process)),
        seconds=(int(fields[11]) + int(fields[12])) / TICK,
        files=len(list(Path(f"/proc/{process}/fd").iterdir())),
        threads=int(status["Threads"]),
    )


def _status(process: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):  # a child that has just ended takes nothing
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _memory(status: dict[str, str]) -> float:
    return int(status.get("VmRSS", "0 kB").split()[0]) / MB


def _children(process: int) -> list[int]:
    found = [process]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found[1:]
