"""What a closed list is: entries in their order, each with its label, its meaning and other accepted spellings.

Knows how a word is matched. It must not know any particular list.
"""

import difflib
import re
from dataclasses import dataclass
from functools import cached_property


def slug(text: str) -> str:
    """The text as it stands in an address: lower case, words joined by hyphens (`IED/mine` -> `ied-mine`)."""
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-")


@dataclass(frozen=True)
class Entry:
    """One allowed value: the label that is shown and stored, what it means, and other spellings that are accepted."""

    label: str
    meaning: str = ""
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """A closed list in its order. Matching ignores case, spaces and punctuation; nothing else is guessed.

    A label is never another entry's spelling, and a spelling of several entries names none.
    """

    name: str
    entries: tuple[Entry, ...]

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels, in order."""
        return tuple(entry.label for entry in self.entries)

    @cached_property
    def _known(self) -> dict[str, str]:
        meant: dict[str, set[str]] = {}
        for entry in self.entries:
            for word in entry.spellings:
                meant.setdefault(slug(word), set()).add(entry.label)
        sure = {word: next(iter(labels)) for word, labels in meant.items() if len(labels) == 1}
        return sure | {slug(entry.label): entry.label for entry in self.entries}

    def label_for(self, text: str) -> str | None:
        """The label that the text names, or None when it names none."""
        return self._known.get(slug(text))

    def labels_for(self, text: str) -> tuple[str, ...]:
        """Every label that the text names: more than one where labels differ in nothing but case and punctuation."""
        alike = self._alike.get(slug(text))
        label = None if alike else self.label_for(text)
        return alike or ((label,) if label is not None else ())

    @cached_property
    def _alike(self) -> dict[str, tuple[str, ...]]:
        alike: dict[str, tuple[str, ...]] = {}
        for label in self.labels:
            alike[slug(label)] = (*alike.get(slug(label), ()), label)
        return alike

    def nearest(self, text: str) -> str | None:
        """The label most like the text, or None when nothing is alike: offered to a person, never applied."""
        close = difflib.get_close_matches(slug(text), self._known, n=1, cutoff=0.6)
        return self._known[close[0]] if close else None


def plain(name: str, *labels: str) -> Vocabulary:
    """A list of labels that need no explanation."""
    return Vocabulary(name, tuple(Entry(label) for label in labels))
