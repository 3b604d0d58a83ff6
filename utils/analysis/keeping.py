"""Answers about an edition that are worked out once for each question, and leave when newer editions were asked about.

Knows how many editions' answers are kept. It must not know what they say.
"""

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Concatenate, ParamSpec, TypeVar

from utils.editions.edition import Edition

P = ParamSpec("P")
T = TypeVar("T")

EDITIONS = 8
"""So many editions' answers are kept, no more than readers are shown; those asked about longest ago make room."""


def answered_once(most: int) -> Callable[[Callable[Concatenate[Edition, P], T]], Callable[Concatenate[Edition, P], T]]:
    """Keep so many answers of a function to questions about one edition."""

    def keeping(answer: Callable[Concatenate[Edition, P], T]) -> Callable[Concatenate[Edition, P], T]:
        @lru_cache(maxsize=EDITIONS)
        def answers(edition: Edition) -> Callable[..., T]:
            return lru_cache(maxsize=most)(partial(answer, edition))

        @wraps(answer)
        def found(edition: Edition, /, *asked: P.args, **named: P.kwargs) -> T:
            return answers(edition)(*asked, **named)

        return found

    return keeping
