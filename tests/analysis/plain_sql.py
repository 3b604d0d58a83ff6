"""The same figures by plain SQL in DuckDB, from rows as they were typed: no frame and no function of ours.

`every` has each incident with the first and last day on which it may have happened, `kept` those that the filters keep.
"""

import duckdb
import pyarrow as pa

EVERY = """
create view every as
with dated as (
  select *, start_date::date as began, coalesce(end_date, start_date)::date as ended,
    case date_precision when 'day' then null else date_precision end as coarse
  from incidents)
select *,
  coalesce(case coarse when 'week' then date_trunc('week', began) when 'month' then date_trunc('month', began)
    when 'year' then date_trunc('year', began) end, began)::date as first_day,
  coalesce(case coarse when 'week' then date_trunc('week', ended) + interval 6 day
    when 'month' then last_day(ended) when 'year' then make_date(year(ended), 12, 31) end, ended)::date as last_day
from dated
"""

TOLL = """
select sum({column}_low), count(*), (select count(*) from kept)
from kept where reliability in ('A', 'B', 'C') and credibility in ('1', '2', '3') and {column}_low is not null
"""

WORDS = """
with held_whole as (
  select campaign from every group by campaign
  having count(*) = count(*) filter (incident_id in (select incident_id from kept))),
spoken as (
  select *, coalesce(incident_id, scope) as about,
    case when side not in ('government', 'militant') and as_stated is not null
      then claimant || ' (' || as_stated || ')' else claimant end as speaker
  from claims
  where standing = 'stands' and (killed_low is not null or killed_high is not null) and (
    incident_id in (select incident_id from kept)
    or incident_id is null and campaign is not null and campaign in (from held_whole)
    or incident_id is null and campaign is null and not {narrowed} and as_of_date::date between {start} and {end})),
newest as (
  select * from spoken qualify as_of_date = max(as_of_date) over (partition by about, victim_group, side))
select about, victim_group, side, speaker,
  case when count(killed_low) = count(*) then min(killed_low) end as low,
  case when count(killed_high) = count(*) then max(killed_high) end as high,
  count(worked_out_from) > 0 as worked_out
from newest group by all
"""

GAPS = """
select about, victim_group, (max(greatest(low, high)) + 0.5) / (min(least(low, high)) + 0.5)
from words where not worked_out group by all having count(distinct side) > 1
"""

MONEY = """
with newest as (
  select * from figures
  qualify as_of_date = max(as_of_date) over (partition by coalesce(project_id, scope), measure, claimant)),
stages(stage, measure) as (values ('announced', 'announced'), ('committed', 'committed'), ('disbursed', 'spent')),
told as (
  select project_id, stage, amount_usd_m as amount from newest join stages using (measure) where project_id is not null
  union all select project_id, 'announced', announced_usd_m from projects
  union all select project_id, 'committed', committed_usd_m from projects
  union all select project_id, 'disbursed', disbursed_usd_m from projects)
select project_id, stage, status = 'shelved' as shelved, min(amount) as low, max(amount) as high, count(*) as rivals
from told join projects using (project_id) where amount is not null group by all
"""

NEAR = """
with pairs as (
  select project_id, every.incident_id, {as_of} - least(first_day, {as_of}) as age,
    2 * 6371.0088 * asin(sqrt(
      sin(radians(every.latitude - projects.latitude) / 2) ** 2 + cos(radians(every.latitude))
      * cos(radians(projects.latitude)) * sin(radians(every.longitude - projects.longitude) / 2) ** 2)) as far
  from every, projects
  where event_type in ('Battles', 'Explosions/Remote violence', 'Violence against civilians', 'Riots')
    and every.geo_precision <> 'province' and every.latitude is not null and first_day <= {as_of} and {matching}
    and projects.latitude is not null and projects.geo_precision <> 'province'),
bands(low, high) as (values (0, 5), (5, 20), (20, 50)), windows(days) as (values (30), (90), (365))
select project_id, days, low, high,
  count(incident_id) filter (age < days and far <= high and (far > low or low = 0))
from (select project_id from projects where latitude is not null and geo_precision <> 'province')
  cross join bands cross join windows left join pairs using (project_id)
group by all
"""


class Plainly:
    """Rows as typed, and one choice of filters: period, and by column the values wanted (None is "not known")."""

    def __init__(self, tables, start, end, chosen):
        self.sql = duckdb.connect()
        self.sql.execute("set threads = 1")
        for name, rows in tables.items():
            self.sql.register(f"{name}_rows", pa.Table.from_pylist(rows))
            self.sql.execute(f"create table {name} as from {name}_rows")  # names of our own
        self.start, self.end = f"date '{start}'", f"date '{end}'"
        self.matching = " and ".join(["true", *(_matching(column, wanted) for column, wanted in chosen.items())])
        loosely = [f"({_matching(column, wanted)} or {column} is null)" for column, wanted in chosen.items()]
        within = f"first_day <= {self.end} and last_day >= {self.start}"
        self.narrowed = "true" if chosen else "false"
        self.sql.execute(EVERY)
        self.sql.execute(f"create view kept as from every where {within} and {self.matching}")
        self.open = f"from every where {within} and {' and '.join(['true', *loosely])} and not ({self.matching})"

    def rows(self, query, **names):
        """What a query gives, as a set of rows."""
        return set(self.sql.sql(query.format(**names)).fetchall())

    def ids(self):
        """The kept incidents, and those that say nothing along a chosen dimension."""
        return self.rows("select incident_id from kept"), self.rows(f"select incident_id {self.open}")

    def by_step(self, step):
        """Incidents by the first day of the week or month in which they began."""
        known = "('day', 'week')" if step == "week" else "('day', 'week', 'month')"
        return self.rows(
            "select date_trunc('{step}', began)::date, count(*), count(*) filter (date_precision <> 'day') from kept "
            "where date_precision in {known} and began between {start} and {end} group by 1",
            step=step, known=known, start=self.start, end=self.end,
        )  # fmt: skip

    def by(self, column):
        """Incidents by value; None is "not known"."""
        return self.rows("select {column}, count(*) from kept group by 1", column=column)

    def toll(self, column):
        """The sum of the low figures of trusted rows, of how many, of how many."""
        return self.rows(TOLL, column=column).pop()

    def words(self):
        """What each side's newest claimants say, by scope and victim group; and the gap factors."""
        query = WORDS.format(narrowed=self.narrowed, start=self.start, end=self.end)
        self.sql.execute(f"create or replace temp table words as {query}")
        return self.rows("from words"), self.rows(GAPS)

    def money(self):
        """The range of each project and stage, and by stage and whether shelved the sums of lows and of highs."""
        self.sql.execute(f"create or replace temp table money as {MONEY}")
        ranges = self.rows("select project_id, stage, low, high, rivals from money")
        return ranges, self.rows(
            "select stage, shelved, round(sum(low), 2), round(sum(high), 2) from money group by all"
        )

    def near(self, as_of):
        """Violent incidents by project, window and band, the period aside."""
        return self.rows(NEAR, as_of=f"date '{as_of}'", matching=self.matching.replace("admin2", "every.admin2"))


def _matching(column, wanted):
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in wanted if value is not None)
    named = f"coalesce({column} in ({listed}), false)" if listed else "false"
    return f"({named} or {column} is null)" if None in wanted else f"({named})"
