"""Attacks drawn week by week around a measure; by themselves, and as an edition's rows."""

import datetime as dt

import numpy as np
import pandas as pd

from tests.drawn import an_edition, an_incident
from utils.analysis.attack_days import AttackDays

START = dt.date(2026, 1, 1)
"""The day of the measure."""

FIRST = dt.date(2024, 6, 1)
"""The day of one attack in Birch long before, with which the record begins."""


def placed(before=(), after=(), control=()):
    """District and day of each attack: so many in Alder in the weeks before and after, and in Birch over both."""
    told = [("Alder", week, attacks) for week, attacks in enumerate(before, -len(before))]
    told += [("Alder", week, attacks) for week, attacks in enumerate(after)]
    told += [("Birch", week, attacks) for week, attacks in enumerate(control, -len(before))]
    return [(district, in_week(week, number)) for district, week, attacks in told for number in range(attacks)]


def in_week(week, number):
    """A day of that week from the measure; the first week after it begins the day after."""
    first = START + dt.timedelta(days=7 * week + (1 if week >= 0 else 0))
    return first + dt.timedelta(days=number % 7)


def days(before=(), after=(), *, control=(), last=dt.date(2026, 6, 30)):
    """The attacks day by day, all at one point."""
    rows = [("Birch", FIRST), *placed(before, after, control)]
    frame = pd.DataFrame(rows, columns=["admin2", "start_date"]).assign(
        admin1="Northland", latitude=10.5, longitude=20.5, geo_precision="town"
    )
    return AttackDays(frame.assign(start_date=pd.to_datetime(frame["start_date"])), FIRST, last)


def edition(before=(), after=(), *, as_of="2026-06-30", **changes):
    """The same attacks as an edition's rows."""
    rows = [an_incident(admin2="Birch", start_date=str(FIRST))]
    rows += [an_incident(admin2=name, start_date=str(day), **changes) for name, day in placed(before, after)]
    return an_edition(*({**row, "incident_id": f"N-{n}"} for n, row in enumerate(rows, 1)), about={"As of": as_of})


def measure(**changes):
    """A measure's row, in Alder on the day."""
    row = {
        "response_id": "R-1",
        "start_date": START,
        "date_precision": "day",
        "admin1": "Northland",
        "admin2": "Alder",
        "latitude": 10.5,
        "longitude": 20.5,
        "status": np.nan,
    } | changes
    return {**row, "start_date": pd.Timestamp(row["start_date"])}


def steady(weeks, mean, seed=1):
    """So many weeks of attacks by chance around a mean."""
    return np.random.default_rng(seed).poisson(mean, weeks).tolist()
