"""What the rules of one briefing draw on: the selection, its contests and counts, each worked out once.

Knows which numbers a briefing needs. It must not know any wording.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from utils.analysis import tolls
from utils.analysis.accusations import Ledger, ledger_of
from utils.analysis.counts import TimeCounts, count_over_time
from utils.analysis.filters import Ignored, Options
from utils.analysis.named_events import NamedEvent, named_events
from utils.analysis.selection import Mask, Selection
from utils.analysis.tolls import STANDS, Contest, SideClaim
from utils.analysis.waves import Waves, waves
from utils.analysis.windows import Change, change_of
from utils.briefing.citing import Citations
from utils.tables.about import About
from utils.tables.vocabularies import VICTIM_GROUPS
from utils.visuals import wording
from utils.visuals.bins import map_sites
from utils.visuals.framing import Box
from utils.visuals.paper_map import OUTSIDE
from utils.visuals.sites import Sites


@dataclass(frozen=True, eq=False)
class Material:
    """One selection and all that is said about it."""

    selection: Selection
    options: Options
    ignored: tuple[Ignored, ...]
    citations: Citations
    box: Box

    @property
    def incidents(self) -> pd.DataFrame:
        """The selected incidents."""
        return self.selection.incidents

    @property
    def about(self) -> About:
        """What the edition says of itself."""
        return self.selection.edition.dataset.about

    @cached_property
    def contests(self) -> tuple[Contest, ...]:
        """Every scope and victim group that somebody claims a toll for."""
        return tolls.contests(self.selection)

    @cached_property
    def named(self) -> tuple[NamedEvent, ...]:
        """The named operations and incidents that began in the period, for every timeline to mark."""
        return named_events(self.selection)

    @cached_property
    def counts(self) -> TimeCounts:
        """The selected incidents by week or month."""
        return count_over_time(self.selection)

    @cached_property
    def waves(self) -> Waves:
        """The coordinated attacks among the selected incidents."""
        return waves(self.selection)

    @cached_property
    def change(self) -> Change:
        """The selection's period against equal windows before it."""
        return change_of(self.selection)

    @cached_property
    def accusations(self) -> Ledger:
        """The accusations of the selection's period: of all filters only the period narrows them."""
        filters = self.selection.filters
        return ledger_of(self.selection.edition.dataset.frame("regional_signals"), filters.start, filters.end)

    @cached_property
    def sites(self) -> Sites:
        """Where on the map the selected incidents lie, and which of them it does not draw."""
        return map_sites(self.incidents, self.box).within(self.box, OUTSIDE)

    @property
    def focus(self) -> str | None:
        """The focus campaign, when the selection leaves out none of its incidents; else None."""
        campaign = self.about.focus_campaign
        return campaign if campaign in self.selection.campaigns_held_whole else None

    @cached_property
    def focus_contests(self) -> Mapping[str, Contest]:
        """By victim group, the widest contest about the focus campaign as a whole: that with most sides."""
        if self.focus is None:
            return {}
        about_it = [c for c in self.contests if c.campaign == self.focus and c.incident_id is None]
        found = {group: [c for c in about_it if c.victim_group == group] for group in VICTIM_GROUPS.labels}
        return {group: max(some, key=lambda contest: len(contest.sides)) for group, some in found.items() if some}

    @cached_property
    def claims_too_wide(self) -> pd.DataFrame:
        """The standing claims about more than the selection holds: they cannot be divided by its filters."""
        claims = self.selection.claims_too_wide
        return claims[(claims["standing"] == STANDS).to_numpy()]

    def part(self, kept: Mask) -> Selection:
        """The selection with only those of its incidents that are kept."""
        return replace(self.selection, incidents=self.incidents[kept])

    def sources_of(self, incidents: pd.DataFrame) -> tuple[str, ...]:
        """The strongest sources of some incidents."""
        return self.citations.strongest(name for names in incidents["source_ids"] for name in names)

    def sources_of_sides(self, sides: Iterable[SideClaim]) -> tuple[str, ...]:
        """The strongest source of each side's figure."""
        found = (self.citations.strongest(side.source_ids, most=1) for side in sides)
        return tuple(dict.fromkeys(name for names in found for name in names))

    def when(self, incident_id: str) -> str:
        """When an incident was: a row dated to a month with both its days covers them; else when it began."""
        begun = self.began(incident_id)
        first, last, precision = self._days[incident_id]
        covered = precision == "month" and last is not None and (first.year, first.month) != (last.year, last.month)
        return wording.span(first, last) if covered and last else begun

    def began(self, incident_id: str) -> str:
        """When an incident of the edition began, no more exactly than it is known."""
        first, _, precision = self._days[incident_id]
        return wording.dated(first, precision)

    @cached_property
    def _days(self) -> dict[str, tuple[dt.date, dt.date | None, str]]:
        incidents = self.selection.edition.dataset.incidents
        lasts = [None if pd.isna(end) else end.date() for end in incidents["end_date"]]
        dated = zip(incidents["start_date"].dt.date, lasts, incidents["date_precision"].astype("str"), strict=True)
        return dict(zip(incidents["incident_id"], dated, strict=True))
