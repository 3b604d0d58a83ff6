"""Many readers of one process: each opens the link, looks, changes a filter, looks again, and leaves.

Knows how readers behave. It must not know how the app answers. Every error of any reader is kept and told.
"""

import asyncio
import contextlib
import random
import statistics
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from tests.load.reader import Answer, Reader, reader
from tests.load.watched import Taken, taken

DISTRICTS = "filter_districts"


@dataclass(frozen=True)
class Habits:
    """How readers come and what they do: so many within so many seconds, with so many changes, seconds apart.

    `popular` is the share of changes to one of few views that many look at; the others are picked at random.
    """

    readers: int
    within: float
    changes: int
    think: float
    popular: float = 0.7
    seed: int = 1


@dataclass
class Told:
    """What happened: seconds of opening and of changing, bytes, errors, and what the process took at which second."""

    opened: list[Answer] = field(default_factory=list)
    changed: list[Answer] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    curve: list[tuple[float, int, Taken]] = field(default_factory=list)
    present: int = 0


async def one_reader(address: str, habits: Habits, told: Told, chance: random.Random) -> None:
    """Comes, opens the page, changes its filters with pauses between, and leaves."""
    try:
        async with reader(address) as tab, _present(told):
            told.opened.append(await tab.open())
            for _ in range(habits.changes):
                await asyncio.sleep(chance.expovariate(1 / habits.think))
                told.changed.append(await change(tab, habits, chance))
    except Exception as error:  # noqa: BLE001  # whatever befalls a reader is what is asked here
        told.errors.append(f"{type(error).__name__}: {error}")


@contextlib.asynccontextmanager
async def _present(told: Told) -> AsyncIterator[None]:
    """Counted as present, from an open socket until it is closed."""
    told.present += 1
    try:
        yield
    finally:
        told.present -= 1


async def change(tab: Reader, habits: Habits, chance: random.Random) -> Answer:
    """One change of the filters: back to the opening view, one district of few, or two of all."""
    if chance.random() < habits.popular:
        some = chance.choice([None, *tab.options[DISTRICTS][:4]])
        return await (tab.press("filter_home") if some is None else tab.choose(DISTRICTS, [some]))
    return await tab.choose(DISTRICTS, chance.sample(tab.options[DISTRICTS], 2))


async def crowd(address: str, process: int, habits: Habits, every: float = 1.0) -> Told:
    """All readers, one after the other within the time given; the process is looked at every so many seconds."""
    told, chance = Told(), random.Random(habits.seed)  # noqa: S311  # readers, not secrets
    watching = asyncio.create_task(_watch(process, told, every))
    coming = sorted(chance.uniform(0, habits.within) for _ in range(habits.readers))

    async def comes(after: float, seed: int) -> None:
        await asyncio.sleep(after)
        await one_reader(address, habits, told, random.Random(seed))  # noqa: S311

    await asyncio.gather(*(comes(after, chance.randrange(2**32)) for after in coming))
    watching.cancel()
    return told


async def _watch(process: int, told: Told, every: float) -> None:
    start = time.perf_counter()
    while True:
        told.curve.append((time.perf_counter() - start, told.present, taken(process)))
        await asyncio.sleep(every)


def quantile(answers: list[Answer], share: float, of: Callable[[Answer], float] = lambda answer: answer.whole) -> float:
    """The value under which that share of the answers lies."""
    values = sorted(map(of, answers))
    return values[min(int(share * len(values)), len(values) - 1)]


def median(answers: list[Answer]) -> float:
    """The middle of the seconds until the end."""
    return statistics.median(answer.whole for answer in answers)
