"""The focus campaign in the bottom line: who acted in it, what rests on one word, its wave, and one-sided tolls.

Knows how the campaign is summed up. It must not know how a claim or a wave is found.
"""

from __future__ import annotations

from collections.abc import Iterator

from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.selection import Selection
from utils.analysis.tolls import PARTIES, SideClaim
from utils.analysis.waves import doubtful
from utils.briefing import tolls
from utils.briefing.material import Material
from utils.visuals import wording

CLAIMED = "claimed"

MOST_ACTORS = 3
"""More actors than these are not told apart in the bottom line."""


def by_whom(focus: Selection) -> tuple[str, tuple[Figure, ...]]:
    """How many by which actor, where more than one acted; an actor that claims none of its acts has them ascribed."""
    actors = focus.incidents["actor"].value_counts()
    if not 1 < len(actors) <= MOST_ACTORS:
        return "", ()
    own = set(focus.incidents.loc[(focus.incidents["attribution"] == CLAIMED).to_numpy(bool, na_value=False), "actor"])
    parts, figures = [], []
    for number, (actor, held) in enumerate(actors.items()):
        ids = tuple(
            focus.incidents.loc[(focus.incidents["actor"] == actor).to_numpy(bool, na_value=False), "incident_id"]
        )
        covered = Coverage(len(ids), len(focus.incidents))
        figures.append(Figure(int(held), "incidents", "count-by-actor", ids, covered, columns=("actor",)))
        how = "by" if actor in own else "ascribed to"
        parts.append(f"{wording.number(int(held))} {'' if number else 'of them '}{how} {actor}")
    return f", {wording.listing(parts)}", tuple(figures)


def on_one_word(focus: Selection) -> tuple[str, tuple[Figure, ...]]:
    """The districts of which every report is a claimant's word that cannot be judged, with whose word it is."""
    rows = focus.incidents[focus.incidents["admin2"].notna().to_numpy()]
    firm = set(rows.loc[~doubtful(rows), "admin2"])
    alone = rows[~rows["admin2"].isin(firm).to_numpy()]
    names = sorted(alone["admin2"].astype("str").unique())
    if not names or not firm:
        return "", ()
    who = wording.listing(sorted(alone["attributed_by"].dropna().unique()), 2) or "one claimant"
    ids = ids_of(alone["incident_id"])
    figures = (
        Figure(len(names), "districts", "on-one-word", ids),
        Figure(max(0, len(names) - MOST_ACTORS), "others", "left-over"),
    )
    return (
        f", {wording.number(len(names))} of them ({wording.listing(names, MOST_ACTORS)}) on the word of {who} alone",
        figures,
    )


def in_a_wave(material: Material) -> tuple[str, tuple[Figure, ...]]:
    """How many of the campaign's attacks make up its wave, when chance alone seldom brings such a wave."""
    named = next((one for one in material.waves.named if one.name == material.focus), None)
    if named is None or named.wave is None or not named.wave.rare:
        return "", ()
    figure = Figure(named.within, "attacks", "named-in-wave", named.wave.incident_ids)
    days = wording.span(named.wave.first, named.wave.last)
    return f"; {wording.number(named.within)} of the attacks form one wave of {days}", (figure,)


def one_sided(material: Material) -> Iterator[tuple[str, tuple[SideClaim, ...]]]:
    """What is claimed of each victim group about which the parties do not contradict each other, and by which sides."""
    contests = material.focus_contests
    spoken = {side.side: side.claimant for contest in contests.values() for side in contest.given}
    for contest in contests.values():
        if tolls.contested(contest):
            continue
        told = {side.side for side in contest.given}
        silent = [who for side, who in spoken.items() if side in PARTIES and side not in told]
        parties = tuple(side for side in contest.given if side.side in PARTIES)
        if parties:
            parts = [*map(tolls.claimed, parties), *(f"{who} gives no figure" for who in silent)]
            yield f"of {contest.victim_group}, {wording.listing(parts)}", parties
