"""Publishers killed with -9 at random moments: no edition lost, none half there. `make kills` does a hundred."""

import multiprocessing
import os
import random
import signal
import time

from tests.editions.published import begun, incident_ids, later, row, upload
from utils.editions.lines import Deed, State
from utils.editions.store import Store

KILLS = int(os.environ.get("BRIEFBOOK_KILLS", "10"))
LONGEST_LIFE = 0.6
MADE = (Deed.BEGAN, Deed.PUBLISHED, Deed.ROLLED_BACK)


def publish_on_and_on(url, name):
    """Drafts, editions and editions again, until somebody puts an end to it."""
    store, number = Store(url), 0
    while True:
        number += 1
        draft, newest = f"{name}-{number}", store.latest_number()
        store.new_draft(draft, newest, "Ada", later(1), draft)
        store.save_draft(draft, upload(*(row(n + 1) for n in range(1 + number % 3))), "Ada", later(2))
        store.publish(draft, "Bo", later(3))
        store.roll_back(newest, "Cy", later(4), draft)


def rows_of(store, line, drafts):
    """The incidents that an edition must hold: those of its draft, or of the edition that it brings back."""
    if line.republished_from:
        return incident_ids(store.edition(line.republished_from))
    return incident_ids(store.draft_edition(drafts[line.number].id))


def assert_whole(store, before, name):
    """Nothing of before is lost or changed; all that the publisher of that name made is whole, told of and readable."""
    lines = store.listing()
    assert lines[: len(before)] == before
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    drafts = {draft.edition: draft for draft in store.drafts(State.PUBLISHED)}
    for line in lines[len(before) :]:
        assert incident_ids(store.edition(line.number)) == rows_of(store, line, drafts)
        assert store.original(line.number, line.files[0].name)
    deeds = [told.subject for told in store.audit(most=100_000) if told.deed in MADE]
    assert sorted(deeds) == sorted(f"edition {line.number}" for line in lines)
    for draft in (draft for draft in store.drafts() if draft.id.startswith(f"{name}-")):
        assert draft.digest is None or store.draft_edition(draft.id).digest == draft.digest
    return lines


def test_publishers_killed_at_random_lose_nothing_and_leave_nothing_half_there(store, url):
    chance = random.Random(KILLS)  # noqa: S311  # moments, not secrets
    begun(store, row(1))
    for number in range(3):
        upload(*(row(n + 1) for n in range(1 + number)))  # read once, here: a publisher lives for moments only
    lines = store.listing()
    for kill in range(KILLS):
        asked = (url, f"killed{kill}")
        publisher = multiprocessing.get_context("fork").Process(target=publish_on_and_on, args=asked)
        publisher.start()
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        publisher.kill()
        publisher.join(30)
        assert publisher.exitcode == -signal.SIGKILL
        lines = assert_whole(store, lines, asked[1])
    store.new_draft("last", len(lines), "Ada", later(1))
    store.save_draft("last", upload(row(9)), "Ada", later(2))
    assert store.publish("last", "Bo", later(3)) == len(lines) + 1
