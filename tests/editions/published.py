"""Uploads, and a store with an edition or two, drawn in a line."""

import datetime as dt

from tests.drawn import an_incident, files
from utils.editions.recipes import Recipe, Upload
from utils.tables.dataset import assemble

NOON = dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC)


def later(minutes):
    return NOON + dt.timedelta(minutes=minutes)


def row(number, **cells):
    return an_incident(incident_id=f"N-{number}", **cells)


_read = {}


def upload(*rows, recipe=None, reports=(), **others):
    """The upload of these rows. Each is written and read once: nothing in it can change."""
    drawn = repr((rows, others))
    if drawn not in _read:
        held = files(rows or (row(1),), **others)
        _read[drawn] = held, *assemble(held)
    return Upload(*_read[drawn], recipe or Recipe(), reports)


def begun(store, *rows):
    """The store with edition 1."""
    store.first(upload(*rows), "shipped", NOON)
    return store


def drafted(store, name, *rows, parent=None, author="Ada", **others):
    """The digest of a saved draft of that name."""
    store.new_draft(name, parent or store.latest_number(), author, later(1), "from the field")
    return store.save_draft(name, upload(*rows, **others), author, later(2)).digest


def published(store, name, *rows, **others):
    """The number of an edition with these rows."""
    drafted(store, name, *rows, **others)
    return store.publish(name, "Bo", later(3))


def incident_ids(edition):
    return edition.dataset.incidents["incident_id"].tolist()
