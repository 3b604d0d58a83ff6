"""The closed lists that a cell may be chosen from, each entry with its label, accepted spellings and order.

Knows words only. It must not know columns, sheets or colours.
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
    """A closed list in its order. Matching ignores case, spaces and punctuation; nothing else is guessed."""

    name: str
    entries: tuple[Entry, ...]

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels, in order."""
        return tuple(entry.label for entry in self.entries)

    @cached_property
    def _known(self) -> dict[str, str]:
        return {slug(word): entry.label for entry in self.entries for word in (entry.label, *entry.spellings)}

    def label_for(self, text: str) -> str | None:
        """The label that the text names, or None when it names none."""
        return self._known.get(slug(text))

    def nearest(self, text: str) -> str | None:
        """The label most like the text, or None when nothing is alike: offered to a person, never applied."""
        close = difflib.get_close_matches(slug(text), self._known, n=1, cutoff=0.6)
        return self._known[close[0]] if close else None


def _plain(name: str, *labels: str) -> Vocabulary:
    return Vocabulary(name, tuple(Entry(label) for label in labels))


EVENT_TYPES = Vocabulary(
    "event types",
    (  # ACLED's six, so that analysts' files and ours count alike
        Entry("Battles", "Armed clash between organised groups"),
        Entry(
            "Explosions/Remote violence",
            "One-sided violence by a device or from a distance: bomb, suicide bomb, shell, drone, grenade",
            ("Explosion", "Explosions", "Remote violence"),
        ),
        Entry("Violence against civilians", "Deliberate violence against unarmed people, abduction included"),
        Entry("Protests", "Public demonstration without violence by those who protest"),
        Entry("Riots", "Violent demonstration or mob"),
        Entry("Strategic developments", "Not violence itself, yet of weight: seizure, arson, arrest, agreement"),
    ),
)

TACTICS = _plain(
    "tactics",
    "armed assault",
    "suicide attack",
    "IED",
    "grenade",
    "rocket/mortar",
    "air/drone strike",
    "targeted killing",
    "abduction",
    "hostage-taking",
    "highway blockade",
    "jailbreak",
    "arson",
    "robbery",
    "demolition",
    "sabotage of rail/gas/power",
    "sabotage of surveillance",
    "counter-insurgency operation",
    "unknown",
)

TARGETS = _plain(
    "targets",
    "military",
    "paramilitary",
    "police",
    "prison",
    "government building",
    "civilians",
    "labourers",
    "foreign nationals",
    "militants",
    "rail",
    "port",
    "mine",
    "bank",
    "unknown",
)

ATTRIBUTIONS = Vocabulary(
    "attributions",
    (
        Entry("claimed", "By the actor itself"),
        Entry("attributed", "By officials or others, not by the actor"),
        Entry("alleged", "By an adversary or an advocacy group, or contested"),
        Entry("unclaimed", "Nobody has claimed it"),
    ),
)

DATE_PRECISIONS = Vocabulary(
    "date precisions",
    (
        Entry("day", "The day is known"),
        Entry("week", "Known to about a week"),
        Entry("month", "Known to the month"),
        Entry("year", "Known to the year"),
    ),
)

GEO_PRECISIONS = Vocabulary(
    "place precisions",
    (
        Entry("exact", "The spot itself"),
        Entry("town", "The town, good to a few kilometres"),
        Entry("district", "Somewhere in the district; the point is a stand-in"),
        Entry("province", "Somewhere in the province; the point is a stand-in and is not drawn"),
    ),
)

YES_NO_UNKNOWN = _plain("answers", "yes", "no", "unknown")
YES_NO = _plain("answers", "yes", "no")

SIDES = Vocabulary(
    "claimant sides",
    (
        Entry("government", "The state, its forces and its officials"),
        Entry("militant", "The armed groups"),
        Entry("independent media", "News organisations reporting in their own name"),
        Entry("research body", "Monitors, think tanks and advocacy groups; the note says which"),
    ),
)

VICTIM_GROUPS = _plain("victim groups", "security forces", "civilians", "militants")

STANDINGS = Vocabulary(
    "standings",
    (
        Entry("stands", "The claimant's figure as last heard at its date"),
        Entry("partial", "A part of the scope or group only; kept for the record, not compared with whole figures"),
        Entry(
            "overtaken", "The claimant, or a better record of the same claimant, has replaced it; kept for the record"
        ),
    ),
)

RELIABILITIES = Vocabulary(
    "source grades",
    (  # Admiralty (NATO AJP-2.1); F is "cannot be judged", not worse than E
        Entry("A", "Completely reliable"),
        Entry("B", "Usually reliable"),
        Entry("C", "Fairly reliable"),
        Entry("D", "Not usually reliable"),
        Entry("E", "Unreliable"),
        Entry("F", "Reliability cannot be judged"),
    ),
)

CREDIBILITIES = Vocabulary(
    "claim grades",
    (  # 6 is "cannot be judged", not worse than 5
        Entry("1", "Confirmed by other sources"),
        Entry("2", "Probably true"),
        Entry("3", "Possibly true"),
        Entry("4", "Doubtful"),
        Entry("5", "Improbable"),
        Entry("6", "Truth cannot be judged"),
    ),
)

PLACE_KINDS = Vocabulary(
    "place kinds",
    (
        Entry("country"),
        Entry("admin1", "Province or the like"),
        Entry("admin2", "District or the like"),
    ),
)

SHARING_LABELS = Vocabulary(
    "sharing labels",
    (  # TLP 2.0; the old WHITE is read as CLEAR
        Entry("TLP:CLEAR", "No limit", ("TLP:WHITE",)),
        Entry("TLP:GREEN", "The wider community, not public channels"),
        Entry("TLP:AMBER", "Need-to-know inside the organisation and its clients"),
        Entry("TLP:AMBER+STRICT", "Need-to-know inside the recipient's organisation only"),
        Entry("TLP:RED", "Named recipients only, nothing further"),
    ),
)

LIKELIHOOD_SCALES = Vocabulary("likelihood scales", (Entry("ICD 203"), Entry("PHIA")))
