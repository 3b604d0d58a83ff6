"""Moments as the desk tells them: day, time and zone.

Knows one wording. It must not know what happened then.
"""

import datetime as dt

from utils.visuals.wording import day


def moment(at: dt.datetime) -> str:
    """A moment as 31 Jan 2026, 14:05 UTC."""
    there = at.astimezone(dt.UTC)
    return f"{day(there.date())}, {there:%H:%M} UTC"
