"""Forecasts whose day had passed when the edition was issued: the record ends before it, so nothing here judges them.

Knows the day of issue and how far the record reaches. It must not know any likelihood.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.visuals import wording


def by_when(material: Material, horizon: dt.date) -> str:
    """By which day, and that it had passed when the edition was issued, where it had."""
    passed = " (which had passed when this was issued)" if _stale(material, horizon) else ""
    return f"by {wording.day(horizon)}{passed}"


def not_judged(material: Material, horizon: dt.date | None, rule: str) -> Iterator[Sentence]:
    """That the day of the forecast had passed at the issue, while the record ends before it."""
    edition = material.selection.edition
    if horizon is None or edition.at is None or not _stale(material, horizon):
        return
    issued, last = wording.day(edition.at.date()), wording.day(edition.as_of)
    text = (
        f"This was issued on {issued}, after {wording.day(horizon)}, but the record ends on {last}: what is said of "
        "that day is the outlook as it stood then, and whether it came so is not judged here."
    )
    yield Sentence(text, rule)


def _stale(material: Material, horizon: dt.date) -> bool:
    edition = material.selection.edition
    return edition.at is not None and edition.as_of <= horizon < edition.at.date()
