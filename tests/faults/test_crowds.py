"""Many who publish, go back and read at once: each is answered or refused in time, and no edition is lost."""

import threading
import time

from tests.editions.published import begun, drafted, later, published, row, upload
from utils.editions.history import row_history
from utils.editions.refusals import OvertakenError
from utils.tables import schema

SECONDS, WRITERS, READERS, LONGEST = 2, 6, 12, 60


def crowd(deeds, seconds):
    """Each deed again and again in a thread of its own, for so long; what went wrong, and who has not come back."""
    end, wrong = time.monotonic() + seconds, []

    def repeat(deed):
        turn = 0
        while time.monotonic() < end:
            turn += 1
            try:
                deed(turn)
            except OvertakenError:
                continue  # another was quicker: told, and nothing was published
            except Exception as error:  # noqa: BLE001  # whatever it is, the test fails by it
                wrong.append(error)
                return

    people = [threading.Thread(target=repeat, args=(deed,), daemon=True) for deed in deeds]
    for person in people:
        person.start()
    for person in people:
        person.join(LONGEST)
    return wrong, [person for person in people if person.is_alive()]


def test_publishers_and_readers_in_a_crowd_neither_hang_nor_lose_an_edition(store):
    begun(store, row(1))
    published(store, "d-0", row(1), row(2))
    for number in range(3):
        upload(row(1), row(number + 3))  # read once, here
    made = []

    def publishing(who):
        def deed(turn):
            drafted(store, f"d-{who}-{turn}", row(1), row(turn % 3 + 3))
            made.append(store.publish(f"d-{who}-{turn}", "Bo", later(3)))
            made.append(store.roll_back(1 + turn % 2, "Cy", later(4), "back"))

        return deed

    def reading(turn):
        newest = store.latest_number()
        assert store.line_of(newest).number == newest
        if turn % 5 == 0:
            assert store.edition(newest).number == newest
            assert row_history(store, schema.INCIDENTS, "N-1")

    deeds = [*(publishing(who) for who in range(WRITERS)), *[reading] * READERS]
    assert crowd(deeds, SECONDS) == ([], [])
    assert [line.number for line in store.listing()] == sorted([1, 2, *made])
    assert made
    assert store.database.engine.pool.checkedout() == 0
