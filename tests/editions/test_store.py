import concurrent.futures
import hashlib
import multiprocessing
import threading

import pytest
import sqlalchemy as sa

from tests.drawn import a_claim
from tests.editions.published import NOON, begun, drafted, incident_ids, later, published, row, upload
from utils.editions.edition import digest_of
from utils.editions.lines import Deed, State
from utils.editions.records import BLOBS, EDITION_TABLES, LAYOUTS
from utils.editions.refusals import (
    AlreadyCurrentError,
    DraftChangedError,
    DraftClosedError,
    DraftEmptyError,
    NewerStoreError,
    NoSuchDraftError,
    NoSuchEditionError,
    NoSuchFileError,
    OvertakenError,
    TornBlobError,
)
from utils.editions.store import Store


def test_a_new_store_is_empty_and_its_first_edition_is_what_was_shipped(store):
    assert (store.latest_number(), store.listing(), store.audit()) == (0, (), ())
    shipped = upload(row(1), row(2), claims=[a_claim()])
    line = store.first(shipped, "shipped", NOON)
    edition = store.edition(1)
    assert edition.digest == line.digest == digest_of(shipped.files)
    assert incident_ids(edition) == ["N-1", "N-2"]
    assert edition.dataset.about == shipped.dataset.about
    assert (edition.parent, edition.author, edition.at) == (None, "shipped", NOON)
    assert edition.line == f"Edition 1, digest {edition.digest[:12]}"
    assert [deed.deed for deed in store.audit()] == [Deed.BEGAN]


def test_the_first_edition_is_made_once_whatever_is_shipped_later(store):
    before = begun(store, row(1)).line_of(1)
    assert store.first(upload(row(2)), "shipped", later(9)) == before
    assert store.latest_number() == 1


def test_an_edition_is_read_as_it_was_typed(store):
    shipped = upload(row(1, killed_civilian_low=None, source_ids="S-1; S-2"), claims=[a_claim()])
    store.first(shipped, "shipped", NOON)
    read = store.edition(1).dataset
    for name, held in shipped.dataset.tables.items():
        assert read.tables[name].frame.equals(held.frame), name
        assert read.tables[name].frame.dtypes.to_dict() == held.frame.dtypes.to_dict(), name
        assert read.tables[name].origins == held.origins


def test_a_published_draft_is_the_next_edition(store):
    begun(store, row(1))
    digest = drafted(store, "d-1", row(1), row(2), author="Ada")
    assert store.publish("d-1", "Bo", later(3), "Two more posts") == 2
    line = store.line_of(2)
    assert (line.number, line.parent, line.author, line.publisher) == (2, 1, "Ada", "Bo")
    assert (line.at, line.note, line.digest, line.label) == (later(3), "Two more posts", digest, "TLP:CLEAR")
    assert incident_ids(store.edition(2)) == ["N-1", "N-2"]
    assert incident_ids(store.edition(1)) == ["N-1"]
    draft = store.draft("d-1")
    assert (draft.state, draft.edition) == (State.PUBLISHED, 2)
    assert [held.number for held in store.listing()] == [1, 2]


def test_a_draft_keeps_what_was_uploaded_its_problems_and_its_label(store):
    begun(store)
    given = upload(row(1), row(2, tactic="shouting"))
    store.new_draft("d-1", 1, "Ada", later(1), "first try")
    draft = store.save_draft("d-1", given, "Ada", later(2))
    assert draft == store.draft("d-1")
    assert (draft.author, draft.at, draft.changed_at, draft.note) == ("Ada", later(1), later(2), "first try")
    assert draft.problems == given.problems != ()
    assert store.uploaded("d-1") == given.files
    assert [(held.name, held.uploaded_in) for held in draft.files] == [(name, None) for name in sorted(given.files)]
    edition = store.draft_edition("d-1")
    assert edition.draft
    assert edition.line == f"Draft by Ada, not published, digest {draft.digest[:12]}"
    assert edition.digest == draft.digest


def test_saving_again_replaces_what_the_draft_held_and_unsays_the_approval(store):
    begun(store)
    first = drafted(store, "d-1", row(1), row(2))
    store.approve("d-1", "Bo", later(3), seen=first)
    assert store.draft("d-1").approved_by == "Bo"
    store.save_draft("d-1", upload(row(3)), "Ada", later(4))
    assert store.draft("d-1").approved_by is None
    assert incident_ids(store.draft_edition("d-1")) == ["N-3"]


def test_whoever_changes_what_a_draft_holds_is_its_author_and_the_editions(store):
    begun(store, row(1))
    drafted(store, "d-1", row(2), author="Ada")
    assert store.save_draft("d-1", upload(row(2)), "Bo", later(3)).author == "Ada"
    assert store.save_draft("d-1", upload(row(3)), "Bo", later(4)).author == "Bo"
    assert store.line_of(store.publish("d-1", "Ada", later(5))).author == "Bo"


@pytest.mark.parametrize("deed", ["approve", "publish"])
def test_what_was_changed_meanwhile_is_not_signed_unseen(store, deed):
    begun(store)
    seen = drafted(store, "d-1", row(2))
    store.save_draft("d-1", upload(row(3)), "Ada", later(3))
    with pytest.raises(DraftChangedError):
        getattr(store, deed)("d-1", "Bo", later(4), seen=seen)
    assert store.latest_number() == 1


@pytest.mark.parametrize("close", ["publish", "withdraw"])
def test_a_closed_draft_stays_as_it_is(store, close):
    begun(store)
    drafted(store, "d-1", row(2))
    getattr(store, close)("d-1", "Bo", later(3))
    before = store.draft("d-1")
    for deed in (store.publish, store.withdraw, store.approve):
        with pytest.raises(DraftClosedError):
            deed("d-1", "Cy", later(4))
    with pytest.raises(DraftClosedError):
        store.save_draft("d-1", upload(row(3)), "Ada", later(4))
    assert store.draft("d-1") == before
    assert incident_ids(store.draft_edition("d-1")) == ["N-2"]


def test_drafts_are_listed_by_their_state_the_last_changed_first(store):
    begun(store)
    for name in ("d-1", "d-2", "d-3"):
        store.new_draft(name, 1, "Ada", later(int(name[-1])))
    store.withdraw("d-2", "Ada", later(9))
    assert [draft.id for draft in store.drafts()] == ["d-3", "d-1"]
    assert [draft.id for draft in store.drafts(State.WITHDRAWN)] == ["d-2"]
    assert [draft.id for draft in store.drafts(None)] == ["d-2", "d-3", "d-1"]


def test_what_is_not_there_is_refused_by_name(store):
    begun(store)
    store.new_draft("empty", 1, "Ada", NOON)
    with pytest.raises(NoSuchEditionError, match="no edition 7"):
        store.edition(7)
    with pytest.raises(NoSuchEditionError):
        store.new_draft("d-7", 7, "Ada", NOON)
    with pytest.raises(NoSuchDraftError):
        store.draft("guessed")
    with pytest.raises(NoSuchFileError, match="“tea"):
        store.original(1, "tea.xlsx")
    for deed in (store.publish, store.approve):
        with pytest.raises(DraftEmptyError):
            deed("empty", "Bo", later(1))
    with pytest.raises(DraftEmptyError):
        store.draft_edition("empty")


def test_the_second_of_two_publishers_is_told_what_the_first_changed(store):
    begun(store, row(1))
    drafted(store, "ada", row(1), row(2))
    drafted(store, "bo", row(1, tactic="IED"))
    store.publish("ada", "Ada", later(3))
    with pytest.raises(OvertakenError, match="edition 2, published by Ada") as told:
        store.publish("bo", "Bo", later(4))
    assert [line.number for line in told.value.newer] == [2]
    assert told.value.changes.of("incidents").added == ("N-2",)
    assert store.latest_number() == 1 + 1
    assert store.draft("bo").state is State.OPEN
    store.save_draft("bo", upload(row(1, tactic="IED"), row(2)), "Bo", later(5), parent=2)
    assert store.publish("bo", "Bo", later(6)) == 3


def test_an_old_edition_comes_back_as_a_new_one(store):
    begun(store, row(1))
    published(store, "d-2", row(1), row(2))
    number = store.roll_back(1, "Cy", later(9), "Row N-2 was a rumour", seen=2)
    assert number == 3
    line, old = store.line_of(3), store.line_of(1)
    assert (line.republished_from, line.parent, line.digest) == (1, 2, old.digest)
    assert (line.author, line.note, line.files) == ("Cy", "Row N-2 was a rumour", old.files)
    assert not store.changes_between(1, 3)
    assert store.changes_between(2, 3).of("incidents").withdrawn == ("N-2",)
    assert store.audit()[0].deed is Deed.ROLLED_BACK


def test_rolling_back_is_refused_when_it_would_surprise(store):
    begun(store, row(1))
    published(store, "d-2", row(2))
    with pytest.raises(AlreadyCurrentError):
        store.roll_back(2, "Cy", later(9), "")
    with pytest.raises(NoSuchEditionError):
        store.roll_back(8, "Cy", later(9), "")
    with pytest.raises(OvertakenError) as told:
        store.roll_back(1, "Cy", later(9), "", seen=1)
    assert told.value.changes.of("incidents").withdrawn == ("N-1",)
    assert store.latest_number() == 2


def test_the_original_bytes_of_every_edition_can_be_had(store):
    begun(store, row(1))
    published(store, "d-2", row(1), row(2))
    for number, rows in ((1, (row(1),)), (2, (row(1), row(2)))):
        line = store.line_of(number)
        for held in line.files:
            content = store.original(number, held.name)
            assert (hashlib.sha256(content).hexdigest(), len(content)) == (held.sha256, held.size)
        assert len(store.edition(number).dataset.incidents) == len(rows)


def test_files_that_rows_still_come_from_stay_with_the_edition(store):
    """Only incidents are uploaded; the sources and places of edition 1 are kept, and so is their file."""
    shipped = upload(row(1))
    store.first(shipped, "shipped", NOON)
    fresh = upload(row(1), row(2))
    tables = {**shipped.dataset.tables, "incidents": fresh.dataset.tables["incidents"]}
    name = "incidents.xlsx"
    part = type(fresh)({name: fresh.files[name]}, type(fresh.dataset)(tables, shipped.dataset.about))
    store.new_draft("d-1", 1, "Ada", later(1))
    store.save_draft("d-1", part, "Ada", later(2))
    assert store.uploaded("d-1") == {name: fresh.files[name]}
    store.publish("d-1", "Ada", later(3))
    files = {(held.name, held.uploaded_in) for held in store.line_of(2).files}
    # edition 1's incidents.xlsx stays for its sheet of claims, which has no rows yet was read from it
    assert files == {("incidents.xlsx", 2), ("incidents.xlsx", 1), ("reference.xlsx", 1)}
    assert store.original(2, name) == fresh.files[name]
    old = hashlib.sha256(shipped.files[name]).hexdigest()
    assert store.original(2, name, old) == shipped.files[name]


def test_what_people_do_is_written_down_and_found_by_subject(store):
    begun(store)
    published(store, "draft-token-never-shown-whole", row(2))
    store.record(Deed.DOWNLOADED, "Cy", "edition 2", later(5), "incidents.xlsx")
    newest = store.audit()[0]
    assert (newest.who, newest.at, newest.subject, newest.detail) == ("Cy", later(5), "edition 2", "incidents.xlsx")
    told = [(line.who, line.deed) for line in reversed(store.audit())]
    assert told == [
        ("shipped", Deed.BEGAN),
        ("Ada", Deed.UPLOADED),
        ("Bo", Deed.PUBLISHED),
        ("Cy", Deed.DOWNLOADED),
    ]
    assert [line.deed for line in store.audit("edition 2")] == [Deed.DOWNLOADED, Deed.PUBLISHED]
    assert [line.who for line in store.audit(deed=Deed.UPLOADED)] == ["Ada"]
    assert len(store.audit(most=2)) == 2
    assert "never-shown" not in str(store.audit())


def test_a_refused_deed_leaves_no_trace_in_the_audit(store):
    begun(store)
    drafted(store, "ada", row(2))
    drafted(store, "bo", row(3))
    store.publish("ada", "Ada", later(3))
    before = store.audit()
    with pytest.raises(OvertakenError):
        store.publish("bo", "Bo", later(4))
    assert store.audit() == before


def test_text_that_a_database_cannot_hold_is_kept_as_far_as_it_goes(store):
    begun(store)
    store.record(Deed.DOWNLOADED, "A\x00da \ud800", "edition 1", NOON, "شمال 🙂")
    newest = store.audit()[0]
    assert (newest.who, newest.detail) == ("Ada ?", "شمال 🙂")


def test_a_time_without_a_zone_is_refused(store):
    with pytest.raises(sa.exc.StatementError, match="without a zone"):
        store.record(Deed.DOWNLOADED, "Ada", "edition 1", NOON.replace(tzinfo=None))


def test_the_store_is_the_same_after_a_restart(store, url):
    begun(store)
    published(store, "d-1", row(1), row(2))
    again = Store(url)
    assert (again.listing(), again.audit(), again.drafts(None)) == (store.listing(), store.audit(), store.drafts(None))
    again.close()


def test_a_store_of_a_later_program_is_not_touched(store, url):
    with store.database.writing() as connection:
        connection.execute(sa.insert(LAYOUTS).values(version=99))
    with pytest.raises(NewerStoreError, match="layout 99"):
        Store(url)


@pytest.mark.parametrize("table", ["editions", "edition_files", "edition_tables", "audit", "blobs"])
@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_what_was_published_can_be_neither_changed_nor_taken_out(standing, table, statement):
    column = {"editions": "note", "audit": "who", "blobs": "size"}.get(table, "sha256")
    before = standing.listing(), standing.audit()
    with pytest.raises(sa.exc.DatabaseError, match="append-only"), standing.database.writing() as connection:
        connection.exec_driver_sql(statement.format(table=table, column=column))
    assert (standing.listing(), standing.audit()) == before


def damage(store, sha256):
    """The blobs of these hashes, spoilt by someone with the database in hand: the triggers are taken off first."""
    with store.database.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER IF EXISTS blobs_UPDATE_never")
        else:
            connection.exec_driver_sql("DROP TRIGGER IF EXISTS blobs_never ON blobs")
        spoilt = sa.update(BLOBS).where(BLOBS.c.sha256.in_(sha256)).values(content=b"spoilt")
        connection.execute(spoilt)


def test_a_torn_blob_is_found_on_reading_and_named(store):
    begun(store)
    held = store.line_of(1).files[0]
    damage(store, [held.sha256])
    with pytest.raises(TornBlobError, match=held.sha256):
        store.original(1, held.name)
    assert incident_ids(store.edition(1)) == ["N-1"]  # its tables are whole


def test_an_edition_whose_table_is_torn_is_not_shown(store):
    begun(store)
    with store.database.reading() as connection:
        kept = connection.execute(sa.select(EDITION_TABLES.c.sha256)).scalars().all()
    damage(store, kept[:1])
    with pytest.raises(TornBlobError):
        store.edition(1)


def test_many_read_while_one_publishes(store):
    begun(store, row(1))
    done = threading.Event()

    def read():
        seen = []
        while not done.is_set():
            number = store.latest_number()
            edition = store.edition(number)
            assert len(incident_ids(edition)) == number
            assert [line.number for line in store.listing()][:number] == list(range(1, number + 1))
            seen.append(number)
        return seen

    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for number in (2, 3):
                published(store, f"d-{number}", *(row(n) for n in range(number)))
        finally:
            done.set()
        for reader in readers:
            seen = reader.result(timeout=60)
            assert seen == sorted(seen)


def test_of_many_who_publish_at_once_one_wins_and_the_others_are_told(store):
    begun(store, row(1))
    names = [f"d-{number}" for number in range(5)]
    for number, name in enumerate(names):
        drafted(store, name, row(1), row(10 + number), author=f"Author {number}")
    together = threading.Barrier(len(names))

    def publish(name):
        together.wait()
        try:
            return store.publish(name, "Bo", later(3))
        except OvertakenError as told:
            return told

    with concurrent.futures.ThreadPoolExecutor(len(names)) as pool:
        answers = list(pool.map(publish, names))
    assert [answer for answer in answers if isinstance(answer, int)] == [2]
    winner = names[answers.index(2)]
    overtaken = [answer for answer in answers if isinstance(answer, OvertakenError)]
    assert len(overtaken) == 4
    assert {told.changes.of("incidents").added for told in overtaken} == {(f"N-1{winner[-1]}",)}
    assert len(store.drafts()) == 4


def _begin(url, held):
    opened = Store(url)
    opened.first(held, "shipped", NOON)
    opened.close()


def test_servers_that_start_together_make_one_first_edition(url):
    starters = [multiprocessing.Process(target=_begin, args=(url, upload(row(1)))) for _ in range(4)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join(60)
    assert [starter.exitcode for starter in starters] == [0] * 4
    opened = Store(url)
    assert len(opened.listing()) == 1
    assert [line.deed for line in opened.audit()] == [Deed.BEGAN]
    opened.close()
