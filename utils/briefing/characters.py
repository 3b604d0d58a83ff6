"""Text as a document can hold it: every character has a form of its own.

Knows characters. It must not know documents.
"""

import re
from typing import Any

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no paper can show, and that no markup may hold."""


def visible(text: str) -> str:
    """The text with a sign in place of every character that has no form of its own."""
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def all_visible(value: Any) -> Any:  # noqa: ANN401  # whatever JSON may hold
    """The same nest of dictionaries and lists, every text in it visible."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: all_visible(part) for key, part in value.items()}
    return [all_visible(part) for part in value] if isinstance(value, list | tuple) else value
