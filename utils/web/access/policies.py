"""Whether the state of a thing allows what somebody may do: each rule gives None, or a sentence that says why not.

Knows plain values. It must not know roles, databases or pages. An unknown label counts as the strictest.
"""

from utils.briefing.sharing import open_to_all
from utils.web.access.roles import Action


def reading_needs(label: str | None) -> Action:
    """What somebody must be allowed to do in order to read an edition of this label; None: it has no label."""
    return Action.READ_OPEN if open_to_all(label) else Action.READ_RESTRICTED


def why_not_publish(
    *, author: str, publisher: str, second_person: bool, stopping: int, published_as: int | None
) -> str | None:
    """Why this draft cannot be published by this person now; None when it can.

    `stopping` counts the problems that must be repaired first; `published_as` is the edition that it became already.
    """
    if published_as is not None:
        return f"This draft is published already, as edition {published_as}."
    if stopping:
        return f"{_problems(stopping)} must be repaired before this draft can be published."
    if second_person and _same_person(author, publisher):
        return "A second person must publish this draft: its author cannot."
    return None


def why_not_review(*, author: str, reviewer: str, published_as: int | None) -> str | None:
    """Why this person's review of this draft would not count; None when it does."""
    if published_as is not None:
        return f"This draft is published already, as edition {published_as}."
    if _same_person(author, reviewer):
        return "A second person must review this draft: its author cannot."
    return None


def why_not_roll_back(*, number: int, current: int) -> str | None:
    """Why the edition of this number cannot be published again; None when it can."""
    if number == current:
        return f"Edition {number} is the current one already."
    if not 1 <= number < current:
        return f"There is no edition {number} to go back to."
    return None


def _same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's. A name that is not known may be anyone's."""
    first, second = (" ".join(name.split()).casefold() for name in (one, other))
    return first == second or not first or not second


def _problems(count: int) -> str:
    return "1 problem" if count == 1 else f"{count} problems"
