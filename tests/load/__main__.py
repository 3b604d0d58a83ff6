"""`python -m tests.load crowd` and `soak`: many readers of one process, and few for long. `make load`, `make soak`."""

import argparse
import asyncio
import json
import os
import platform
import sys
from pathlib import Path

from tests.load.crowd import Habits, Told, crowd, median, quantile
from tests.serving import started

SERVED = [sys.executable, "-m", "uvicorn", "app:app", "--port", "{port}", "--no-access-log"]


def main() -> None:
    """Run what was asked for, tell it, and write the curve where wished."""
    asked = _arguments()
    minutes = asked.minutes
    if asked.what == "crowd":
        habits = Habits(asked.readers, 60, asked.changes, asked.think, asked.popular)
    else:
        habits = Habits(asked.readers, minutes * 60, asked.changes, asked.think, asked.popular)
    by_itself = Habits(readers=1, within=0, changes=15, think=0.2, popular=asked.popular)
    with started(SERVED, log=asked.log) as (address, process):
        alone = asyncio.run(crowd(address, process.pid, by_itself))
        told = asyncio.run(crowd(address, process.pid, habits, every=1 if asked.what == "crowd" else 10))
    _tell(alone, told, habits)
    if asked.curve:
        rows = [(round(at), present, *vars(took).values()) for at, present, took in told.curve]
        asked.curve.write_text(json.dumps(rows))
    sys.exit(bool(told.errors or alone.errors))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("what", choices=["crowd", "soak"])
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=60, help="how long a soak lasts")
    parser.add_argument("--changes", type=int, default=4)
    parser.add_argument("--think", type=float, default=10, help="seconds between two changes, on average")
    parser.add_argument("--popular", type=float, default=0.7, help="share of changes to one of few views")
    parser.add_argument("--curve", type=Path, help="where to write the curve of memory, as JSON")
    parser.add_argument("--log", type=Path, help="where the app writes")
    return parser.parse_args()


def _tell(alone: Told, told: Told, habits: Habits) -> None:
    took, lasted = told.curve, told.curve[-1][0]
    busy = sum(answer.whole for answer in (*told.opened, *told.changed)) / lasted
    used = (took[-1][2].seconds - took[0][2].seconds) / lasted
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load of the machine {os.getloadavg()[1]:.1f}")
    print(f"{habits}")
    print(f"{len(told.opened)} opened, {len(told.changed)} changes in {lasted:.0f} s, {len(told.errors)} errors")
    for error in sorted(set(told.errors))[:5]:
        print(f"  {error[:200]}")
    single = median(alone.changed)
    print(f"a change alone: {single:.2f} s; runs in progress on average {busy:.1f}; processor {used:.2f} of one core")
    for name, answers in (("opened", told.opened), ("changed", told.changed)):
        if answers:
            half, most = quantile(answers, 0.5), quantile(answers, 0.95)
            first = quantile(answers, 0.95, lambda answer: answer.figures)
            print(f"{name}: p50 {half:.2f} s, p95 {most:.2f} s, p95 of the figures {first:.2f} s")
    print(f"p95 of a change / (alone x runs in progress): {quantile(told.changed, 0.95) / (single * max(busy, 1)):.2f}")
    seen = [row[2] for row in took]
    print(
        f"memory MB: {seen[0].memory:.0f} first, {max(one.memory for one in seen):.0f} most, {seen[-1].memory:.0f} last"
    )
    print(f"children MB: {seen[0].children:.0f} first, {seen[-1].children:.0f} last; files {seen[-1].files}, ", end="")
    print(f"threads {seen[-1].threads}")


if __name__ == "__main__":
    main()
