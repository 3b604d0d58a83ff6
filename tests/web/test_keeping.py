import gc
import importlib
import inspect
import pkgutil
import weakref
from dataclasses import replace

import pytest

from tests.drawn import an_incident, files
from tests.web.test_shelf import AT, folder
from utils import analysis, briefing
from utils.analysis.keeping import EDITIONS
from utils.editions.edition import Edition
from utils.editions.recipes import Upload
from utils.tables.dataset import assemble
from utils.web import press
from utils.web.briefings import briefing_of, selection_of
from utils.web.keeping import kept
from utils.web.shelf import MOST_KEPT, current_shelf, shelf_of
from utils.web.stores import current_store

__all__ = ["folder"]

OPENED = MOST_KEPT + 6
A_FEW = 4
"""The edition before the oldest, the newest as it was at the start, and what this test holds."""


def living():
    """The editions that are in memory."""
    gc.collect()
    return weakref.WeakSet(held for held in gc.get_objects() if isinstance(held, Edition))


def publish_one_more(number):
    held = files([an_incident(incident_id=f"N-{one}") for one in range(number)])
    store, name = current_store(), f"draft {number}"
    store.new_draft(name, number - 1, "Ann", AT)
    store.save_draft(name, Upload(held, *assemble(held)), "Ann", AT)
    store.publish(name, "Ann", AT)


@pytest.mark.usefixtures("folder")
def test_no_more_editions_are_in_memory_than_the_shelf_keeps_whatever_was_made_of_them():
    press.kept.clear()
    for number in range(2, OPENED + 1):
        publish_one_more(number)
    before = living()
    for number in range(1, OPENED + 1):
        shelf = shelf_of(number)
        home = shelf.options.home
        briefing_of(shelf, home, (), "light")
        selection_of(shelf, home)
        press.kept.put(shelf, press.Order("csv", home), press.Document(b"made", '"tag"'))
    assert len(living() - before) <= MOST_KEPT + A_FEW


def test_a_view_is_made_once_for_all_its_readers_and_again_for_another_shelf():
    shelf = current_shelf()
    other = replace(shelf)
    assert selection_of(shelf, shelf.options.home) is selection_of(shelf, shelf.options.home)
    assert selection_of(shelf, shelf.options.home) is not selection_of(other, shelf.options.home)


def test_the_views_used_longest_ago_make_room_over_all_shelves():
    made = []

    @kept(2)
    def view(_shelf, name):
        made.append(name)
        return name

    one, other = replace(current_shelf()), replace(current_shelf())
    assert [view(one, "a"), view(other, "b"), view(one, "a"), view(other, "c"), view(one, "a")] == list("abaca")
    assert made == ["a", "b", "c"]
    view(other, "b")
    assert made == ["a", "b", "c", "b"]
    assert (len(one.views), len(other.views)) == (1, 1)


def test_a_view_leaves_with_its_shelf_though_it_holds_it():
    @kept(2)
    def view(shelf):
        return [shelf]

    shelf = replace(current_shelf())
    gone = weakref.ref(view(shelf)[0])
    del shelf
    gc.collect()
    assert gone() is None


def test_no_function_keeps_more_editions_than_the_shelf():
    assert EDITIONS <= MOST_KEPT
    floors = [
        module.name
        for floor in (analysis, briefing)
        for module in pkgutil.walk_packages(floor.__path__, f"{floor.__name__}.")
    ]
    functions = {
        f"{name}.{function.__name__}": function.cache_parameters()["maxsize"]
        for name in floors
        if not name.endswith("__main__")
        for function in vars(importlib.import_module(name)).values()
        if hasattr(function, "cache_parameters") and _asks_for_an_edition(function)
    }
    assert len(functions) > 8
    assert {name: most for name, most in functions.items() if most > MOST_KEPT} == {}


def _asks_for_an_edition(function):
    return any(
        asked.annotation in (Edition, "Edition") or "Asked" in str(asked.annotation)
        for asked in inspect.signature(function).parameters.values()
    )
