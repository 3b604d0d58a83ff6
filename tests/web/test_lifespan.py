import asyncio
import gc
import resource
import weakref

import pytest

from utils.web import lifespan
from utils.web.lifespan import FILES, allow_files, tidy


class Knot:
    """Something that only a walk over the heap finds out to be garbage."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def few_files():
    held, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, most))
    yield most
    resource.setrlimit(resource.RLIMIT_NOFILE, (held, most))


@pytest.fixture
def thawed():
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_what_is_kept_is_frozen_and_what_was_frozen_and_is_garbage_goes():
    kept, left = Knot(), Knot()
    gone = weakref.ref(left)
    gc.freeze()
    del left
    gc.collect()
    assert gone() is not None
    tidy()
    assert gone() is None
    assert gc.get_freeze_count() > 0
    assert kept.itself is kept


@pytest.mark.usefixtures("thawed")
@pytest.mark.parametrize("read", [True, False], ids=["somebody reads", "nobody reads"])
def test_what_readers_left_goes_by_itself_after_a_minute(read, monkeypatch):
    monkeypatch.setattr(lifespan, "TIDIED_EVERY", 0.01)
    gone = weakref.ref(Knot())
    gc.freeze()  # as old as it is after hours: no ordinary collection finds it

    async def a_while():
        tidying = asyncio.create_task(lifespan._tidying())
        await asyncio.sleep(0.005)
        for _ in range(100 if read else 0):
            [[] for _ in range(1_000)]
        await asyncio.sleep(0.3)
        tidying.cancel()

    asyncio.run(a_while())
    assert (gone() is None) is read


def test_the_app_may_open_a_file_for_each_of_many_readers(few_files):
    allow_files()
    wanted = FILES if few_files == resource.RLIM_INFINITY else min(FILES, few_files)
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == wanted
