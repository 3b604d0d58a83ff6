import gc
import weakref

from tests.drawn import an_edition
from utils.analysis.keeping import EDITIONS, answered_once
from utils.editions.edition import Edition


def asked():
    """A function that keeps its answers, and what it was asked."""
    heard = []

    @answered_once(3)
    def answer(edition: Edition, question: int) -> str:
        heard.append((edition.number, question))
        return f"{edition.number}: {question}"

    return answer, heard


def test_a_question_about_an_edition_is_answered_once():
    answer, heard = asked()
    edition = an_edition()
    assert [answer(edition, question) for question in (1, 2, 3, 1, 2, 3)] == [f"1: {n}" for n in (1, 2, 3, 1, 2, 3)]
    assert heard == [(1, 1), (1, 2), (1, 3)]


def test_answers_keep_no_more_editions_in_memory_however_many_were_asked_for():
    answer, _ = asked()
    editions = [an_edition() for _ in range(EDITIONS + 4)]
    for edition in editions:
        answer(edition, 1)
        answer(edition, 2)
    living = [weakref.ref(edition) for edition in editions]
    del edition, editions
    gc.collect()
    assert [one() is not None for one in living] == [False] * 4 + [True] * EDITIONS
