"""With whom an edition may be shared, by its label.

Knows labels. It must not know readers, roles or recipients. An unknown label counts as the strictest.
"""

from utils.tables.vocabularies import SHARING_LABELS

OPEN_UP_TO = "TLP:GREEN"
"""The strictest label that is shown to anybody who asks."""


def open_to_all(label: str | None) -> bool:
    """Whether an edition of this label is shown to anybody; None: it has no label."""
    known = SHARING_LABELS.label_for(label) if label else None
    order = SHARING_LABELS.labels
    return known is not None and order.index(known) <= order.index(OPEN_UP_TO)


def may_compare(label: str | None, before: str | None) -> bool:
    """Whether readers of an edition of this label may be told what stood in one with the label before."""
    return open_to_all(before) or not open_to_all(label)
