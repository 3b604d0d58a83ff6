"""Which edition or draft an address asks for, and whether this reader may see it.

Knows the address's parameters and the rules of access. It must not know what is then shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from utils.editions.refusals import StoreError, TornBlobError
from utils.web.access.policies import reading_needs
from utils.web.access.roles import Action, User
from utils.web.shelf import DRAFT, EDITION, Shelf, current_shelf, shelf_of, shelf_of_draft


@dataclass(frozen=True)
class Closed:
    """Why the reader is not shown what the address asks for, and whether signing in, or an operator, may help."""

    sentence: str
    sign_in: bool
    damaged: bool = False

    @property
    def status(self) -> int:
        """The same as HTTP says it."""
        return 503 if self.damaged else 403 if self.sign_in else 404


def asked_shelf(user: User, query: Mapping[str, Sequence[str]]) -> Shelf | Closed:
    """What the address asks for, or why this reader does not get it. Without a wish it is the newest edition."""
    try:
        if query.get(DRAFT):
            return _draft(user, query[DRAFT][0])
        number = query.get(EDITION)
        shelf = shelf_of(_number(number[0])) if number else current_shelf()
    except StoreError as error:
        return Closed(str(error), sign_in=False, damaged=isinstance(error, TornBlobError))
    if user.may(reading_needs(shelf.edition.dataset.about.label)):
        return shelf
    return Closed("This edition is shown to signed-in readers only.", sign_in=True)


def is_open(shelf: Shelf) -> bool:
    """Whether anybody may read it, and any proxy on the way may keep it."""
    return not shelf.edition.draft and reading_needs(shelf.edition.dataset.about.label) is Action.READ_OPEN


def _draft(user: User, name: str) -> Shelf | Closed:
    if not user.may(Action.READ_DRAFT):
        return Closed("A draft is shown to signed-in analysts only.", sign_in=True)
    return shelf_of_draft(name)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
