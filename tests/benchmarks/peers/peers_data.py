"""The incidents of the comparison and what a page shows of them: the same for every peer."""

import numpy as np
import pandas as pd

MANY = 20_000
PERIODS = {"Whole record": 0, "Last half": 500}


def incidents():
    """As many incidents as the comparison has, drawn with a fixed seed."""
    chance = np.random.default_rng(1)
    days = pd.Timestamp("2023-06-01") + pd.to_timedelta(chance.integers(0, 1000, MANY), unit="D")
    return pd.DataFrame(
        {
            "day": days,
            "district": chance.choice([f"District {number}" for number in range(30)], MANY),
            "latitude": 25 + 6 * chance.random(MANY),
            "longitude": 61 + 9 * chance.random(MANY),
        }
    )


def counted(rows, period):
    """The incidents of the period, by week, and by district."""
    kept = rows[rows["day"] >= rows["day"].min() + pd.Timedelta(days=PERIODS[period])]
    weeks = kept.groupby(kept["day"].dt.to_period("W").dt.start_time.rename("week")).size().rename("incidents")
    districts = kept.groupby("district").size().rename("incidents")
    return kept, weeks.reset_index(), districts.reset_index()
