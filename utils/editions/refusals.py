"""Why the store says no, each with a sentence for the person who asked.

Knows reasons. It must not know databases, nor where a reason is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from utils.editions.ailments import Ailment

if TYPE_CHECKING:
    from utils.editions.changes import Changes
    from utils.editions.lines import EditionLine


class StoreError(Exception):
    """Something the store does not do; its text is a sentence for the person who asked."""


class UnreachableError(Exception):
    """The database does not answer, or cannot keep what it is given: not a refusal, so it is not a `StoreError`.

    `sentence` is for the person who asked; the whole text, for an operator, also has what the database said.
    """

    def __init__(self, told: str, ailment: Ailment = Ailment.AWAY) -> None:
        self.ailment = ailment
        self.sentence = f"The database cannot be used now, and nothing was changed. {ailment.value}"
        super().__init__(f"{self.sentence} It says: {told}")


class UncertainError(UnreachableError):
    """The database went away between the order to keep a change and its answer: it may stand, whole, or not."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.sentence = (
            "The database went away before it said whether the change stands. It stands whole or not at all: "
            "look into the history before you try again."
        )
        self.args = (f"{self.sentence} It said: {told}",)


class NewerStoreError(StoreError):
    """The database was made by a later version of this program."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"The database has layout {found}, and this program knows layouts up to {known}. "
            "Start the newer program, or use another database."
        )


class TornBlobError(StoreError):
    """Kept bytes that are gone, or are no longer those that were kept; `sha256` names them."""

    def __init__(self, sha256: str) -> None:
        super().__init__(
            f"The kept bytes {sha256} are missing or damaged. Restore the database from a backup; nothing was changed."
        )
        self.sha256 = sha256


class NoSuchEditionError(StoreError):
    """No edition has that number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no edition {number}.")
        self.number = number


class NoSuchFileError(StoreError):
    """The edition or draft holds no file of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no file “{name}” in it.")
        self.name = name


class NoSuchDraftError(StoreError):
    """No draft has that id."""

    def __init__(self) -> None:
        super().__init__("There is no such draft. Its link may be cut short.")


class DraftClosedError(StoreError):
    """The draft was published or withdrawn; `state` says which."""

    def __init__(self, state: str) -> None:
        super().__init__(f"The draft is {state}, so it can no longer be changed. Begin a new one.")
        self.state = state


class DraftChangedError(StoreError):
    """The draft holds something else than the person saw."""

    def __init__(self) -> None:
        super().__init__("The draft was changed after you opened it. Look at it again first.")


class DraftEmptyError(StoreError):
    """Nothing was ever saved in the draft."""

    def __init__(self) -> None:
        super().__init__("The draft holds nothing yet. Upload a spreadsheet first.")


class AlreadyCurrentError(StoreError):
    """The edition that should come back is the one that stands."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Edition {number} is the current one already.")
        self.number = number


class OvertakenError(StoreError):
    """Others published since: `newer` are their editions, `changes` is what these changed, taken together."""

    def __init__(self, parent: int, newer: tuple[EditionLine, ...], changes: Changes | None = None) -> None:
        told = " and ".join(f"edition {line.number}, published by {line.publisher}," for line in newer)
        super().__init__(f"Since edition {parent}, from which you began, there is {told}. Nothing was published.")
        self.parent = parent
        self.newer = newer
        self.changes = changes
