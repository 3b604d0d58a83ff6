"""Figures of ours beside the same by plain SQL, over records drawn at random and filters of every kind."""

import datetime as dt
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from tests.analysis.plain_sql import Plainly
from tests.drawn import FIGURE, PROJECT, a_claim, an_edition, an_incident
from utils.analysis.counts import count_by, count_over_time
from utils.analysis.exposure import count_name, exposure_of
from utils.analysis.filters import DIMENSIONS, Filters
from utils.analysis.money import project_money, stage_sums
from utils.analysis.selection import select
from utils.analysis.tolls import GROUP_COLUMNS, contests, killed_at_least
from utils.analysis.yardsticks import BANDS, USUAL, WINDOWS
from utils.tables.vocabularies import EVENT_TYPES, MONEY_MEASURES, PROJECT_STATUSES, SIDES, VICTIM_GROUPS

AS_OF = dt.date(2026, 3, 31)
RECORDS = range(3)
CHOICES = range(8)
COLUMNS = {dimension.column: dimension for dimension in DIMENSIONS if dimension.column != "near"}
VALUES = {
    "admin2": ("Alder", "Birch", None),
    "event_type": EVENT_TYPES.labels,
    "tactic": ("armed assault", "IED", "unknown"),
    "actor": ("Frost Brigade", "Thaw Front", None),
    "campaign": ("none", "Operation Frost", "Operation Thaw"),
}


class Drawing:
    """Values drawn with a seed of their own."""

    def __init__(self, seed):
        self.chance = np.random.default_rng(seed)

    def one_of(self, values):
        return values[int(self.chance.integers(len(values)))]

    def number(self, most):
        """A whole number up to that, or None."""
        return None if self.chance.random() < 0.3 else int(self.chance.integers(most + 1))

    def day(self, back):
        """A day of the last so many before the record ends."""
        return AS_OF - dt.timedelta(days=int(self.chance.integers(back)))

    def range(self, most):
        low, high = self.number(most), self.number(most)
        return (low, high) if None in (low, high) else tuple(sorted((low, high)))


def incidents(draw, many):
    for number in range(many):
        start = draw.day(900)
        tolls = {
            f"{column}_{end}": value
            for column in GROUP_COLUMNS.values()
            for end, value in zip(("low", "high"), draw.range(9), strict=True)
        }
        yield an_incident(
            incident_id=f"N-{number}",
            start_date=str(start),
            end_date=draw.one_of((None, None, str(start + dt.timedelta(days=9)))),
            date_precision=draw.one_of(("day", "day", "day", "week", "month", "year")),
            geo_precision=draw.one_of(("exact", "town", "district", "province")),
            latitude=round(10.5 + draw.chance.normal(0, 0.2), 4),
            longitude=round(20.5 + draw.chance.normal(0, 0.2), 4),
            reliability=draw.one_of("ABCDEF"),
            credibility=draw.one_of("123456"),
            **{column: draw.one_of(values) for column, values in VALUES.items()},
            **tolls,
        )  # fmt: skip


def claims(draw, many):
    for number in range(many):
        low, high = draw.range(30)
        of_one = draw.chance.random() < 0.7
        yield a_claim(
            claim_id=f"C-{number}",
            as_of_date=str(draw.day(2)),
            incident_id=f"N-{draw.one_of(range(6))}" if of_one else None,
            scope=None if of_one else (scope := draw.one_of(("The winter", "Operation Frost", "Operation Thaw"))),
            campaign=None if of_one or scope == "The winter" else scope,
            claimant=draw.one_of(("Ministry", "Brigade", "Monitor")),
            side=draw.one_of(SIDES.labels[:3]),
            as_stated=draw.one_of((None, "a spokesman")),
            victim_group=draw.one_of(VICTIM_GROUPS.labels),
            worked_out_from=draw.one_of((None, None, None, "a total less a part")),
            standing=draw.one_of(("stands", "stands", "partial")),
            killed_low=low,
            killed_high=high,
        )


def projects(draw, many):
    for number in range(many):
        yield {
            **PROJECT,
            "project_id": f"J-{number}",
            "name": f"Bridge {number}",
            "status": draw.one_of(PROJECT_STATUSES.labels),
            "geo_precision": draw.one_of(("exact", "town", "district", "province", "corridor")),
            "latitude": round(10.5 + draw.chance.normal(0, 0.3), 4),
            "longitude": round(20.5 + draw.chance.normal(0, 0.3), 4),
            "announced_usd_m": draw.number(500),
            "committed_usd_m": draw.number(500),
            "disbursed_usd_m": draw.number(500),
        }


def figures(draw, many):
    for number in range(many):
        of_one = draw.chance.random() < 0.8
        yield {
            **FIGURE,
            "figure_id": f"F-{number}",
            "project_id": f"J-{draw.one_of(range(8))}" if of_one else None,
            "scope": None if of_one else "Northern Ring total",
            "as_of_date": draw.one_of(("2024", "2025-06", "2025-07-01")),
            "measure": draw.one_of(MONEY_MEASURES.labels),
            "claimant": draw.one_of(("Treasury", "Lender")),
            "amount_usd_m": draw.chance.integers(1, 9000) / 10,
        }


@lru_cache(maxsize=len(RECORDS))
def a_record(seed):
    """A record drawn at random: its rows as typed, and the edition that is read from them."""
    draw = Drawing(seed)
    rows = {
        "incidents": list(incidents(draw, 300)),
        "claims": list(claims(draw, 300)),
        "projects": list(projects(draw, 10)),
        "figures": list(figures(draw, 80)),
    }
    others = {name: held for name, held in rows.items() if name != "incidents"}
    return rows, an_edition(*rows["incidents"], **others)


def a_choice(seed):
    """A period, and by column the values wanted, None for what is not known: nothing chosen at all now and then."""
    draw = Drawing(1000 + seed)
    start, end = sorted((draw.day(900), draw.day(900)))
    several = draw.chance.permutation(list(VALUES))[: seed % 3]
    return (
        start,
        end,
        {column: tuple({draw.one_of(VALUES[column]): None, draw.one_of(VALUES[column]): None}) for column in several},
    )


@pytest.fixture(scope="module", params=[(record, choice) for record in RECORDS for choice in CHOICES], ids=str)
def both(request):
    """The selection of a record through a choice, and the same in SQL."""
    record, choice = request.param
    rows, edition = a_record(record)
    start, end, chosen = a_choice(choice)
    wanted = {
        COLUMNS[column].field: tuple(COLUMNS[column].unknown if value is None else value for value in values)
        for column, values in chosen.items()
    }
    return select(edition, Filters(start, end, **wanted)), Plainly(rows, start, end, chosen)


def known(value):
    return None if value is None or pd.isna(value) else value


def test_figures_of_ours_are_those_of_plain_sql(both):
    selection, plainly = both
    kept, undecided = plainly.ids()
    assert {(name,) for name in selection.incident_ids} == kept
    assert {(name,) for name in selection.undecided} == undecided
    for column, dimension in COLUMNS.items():
        counted = count_by(selection, column, dimension.unknown)
        ours = {(row.label if row.known else None, row.incidents) for row in counted.itertuples()}
        assert ours == plainly.by(column), column
    for group, column in GROUP_COLUMNS.items():
        toll = killed_at_least(selection, group)
        assert (toll.value, toll.coverage.known, toll.coverage.of) == plainly.toll(column), group


def test_steps_of_ours_are_those_of_plain_sql(both):
    selection, plainly = both
    told = count_over_time(selection)
    held = told.frame[told.frame["incidents"] > 0]
    assert {(row.start.date(), row.incidents, row.coarse) for row in held.itertuples()} == plainly.by_step(told.step)


def test_claims_of_ours_are_those_of_plain_sql(both):
    selection, plainly = both
    told = contests(selection)
    about = {contest: contest.incident_id or contest.scope for contest in told}
    words, gaps = plainly.words()
    assert {
        (about[one], one.victim_group, word.side, word.claimant, word.low, word.high, word.worked_out_from is not None)
        for one in told
        for word in one.sides
    } == words
    ours = {(about[one], one.victim_group): one.gap.value for one in told if one.gap}
    assert ours == pytest.approx({(scope, group): float(gap) for scope, group, gap in gaps})


def test_money_of_ours_is_that_of_plain_sql(both):
    selection, plainly = both
    frame = selection.edition.dataset.frame
    money = project_money(frame("projects"), frame("figures"))
    ranges, sums = plainly.money()
    assert {(row.project_id, row.stage, row.low, row.high, row.rivals) for row in money.itertuples()} == ranges
    ours = stage_sums(money, frame("projects"))
    assert {(*key, sum_.low, sum_.high) for key, sum_ in ours.items() if sum_.low is not None} == sums


def test_rings_of_ours_are_those_of_plain_sql(both):
    selection, plainly = both
    told = exposure_of(selection.edition, selection.filters, (), AS_OF, USUAL).projects.set_index("project_id")
    ours = {
        (name, days, *band, known(told.loc[name, count_name(days, band)]))
        for name in told.index
        for days in WINDOWS
        for band in BANDS
    }
    assert {row for row in ours if row[-1] is not None} == plainly.near(AS_OF)
