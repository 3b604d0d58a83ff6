"""Who may do what: one table from role to actions.

Knows roles and actions. It must not know how somebody signed in, nor what state a draft is in: that is policy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What somebody is to this server; the value is how people read it."""

    VISITOR = "visitor"
    MEMBER = "signed-in reader"
    ANALYST = "analyst"


class Action(Enum):
    """What may be done; the value is how people read it."""

    READ_OPEN = "read editions up to TLP:GREEN, with their documents"
    READ_RESTRICTED = "read editions above TLP:GREEN, with their documents"
    READ_DRAFT = "read a draft by its link"
    OPEN_DESK = "open the data desk, with history and differences"
    UPLOAD = "upload spreadsheets and make a draft of them"
    REVIEW = "review a draft"
    PUBLISH = "publish a draft"
    ROLL_BACK = "publish an old edition again"
    DOWNLOAD_ORIGINAL = "download the original files of an edition"
    READ_AUDIT = "read the audit"


_READER = frozenset({Action.READ_OPEN})
_MEMBER = _READER | {Action.READ_RESTRICTED}
MAY: Mapping[Role, frozenset[Action]] = {
    Role.VISITOR: _READER,
    Role.MEMBER: _MEMBER,
    Role.ANALYST: _MEMBER
    | {
        Action.READ_DRAFT,
        Action.OPEN_DESK,
        Action.UPLOAD,
        Action.REVIEW,
        Action.PUBLISH,
        Action.ROLL_BACK,
        Action.DOWNLOAD_ORIGINAL,
        Action.READ_AUDIT,
    },
}
"""An action that is not named here is not allowed."""


@dataclass(frozen=True)
class User:
    """Who is asking: the name that history and audit keep, the role, and how they were recognised."""

    name: str
    role: Role
    how: str

    def may(self, action: Action) -> bool:
        """Whether the role allows the action."""
        return action in MAY[self.role]

    @property
    def signed_in(self) -> bool:
        """Whether the server knows who this is."""
        return self.role is not Role.VISITOR


VISITOR = User("", Role.VISITOR, "not signed in")


def permissions_table() -> str:
    """The whole table in Markdown, for the documentation."""
    lines = [f"| may | {' | '.join(role.value for role in Role)} |", f"|---|{'---|' * len(Role)}"]
    lines.extend(
        f"| {action.value} | {' | '.join('yes' if action in MAY[role] else 'no' for role in Role)} |"
        for action in Action
    )
    return "\n".join(lines)
