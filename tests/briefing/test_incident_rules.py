import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from tests.drawn import an_edition, an_incident
from utils.editions.edition import Standing


def on(day, number, **changes):
    return an_incident(incident_id=f"N-{number}", start_date=day, **{"geo_precision": "town", **changes})


def said(briefing, section, rule):
    return [sentence for sentence in briefing.section(section).sentences if sentence.rule == rule]


def gathered():
    """An attack in Birch every twenty days, and six in Alder within two weeks."""
    first = dt.date(2025, 1, 1)
    spread = [on(str(first + dt.timedelta(days=20 * n)), n, admin2="Birch", latitude=11 + n) for n in range(20)]
    return [*spread, *[on(f"2025-06-{day:02}", 100 + day) for day in (3, 5, 6, 8, 11, 14)]]


WHOLE = "from=2025-01-01&to=2026-03-31"


def test_a_cluster_is_told_with_its_days_its_share_and_its_rows(brief):
    (told,) = said(brief(an_edition(*gathered()), WHOLE), "waves", "waves.cluster")
    assert told.text.startswith("Alder had 6 attacks in 3–14 Jun 2025, where its share of all attacks of those days is")
    assert "seldom" in told.text
    assert len(told.rows) == 6 and told.figures[0].basis == told.rows


def test_near_attacks_are_told_with_what_shuffled_dates_give(brief):
    (told,) = said(brief(an_edition(*gathered()), WHOLE), "waves", "waves.closeness")
    assert told.text.startswith("Of 26 attacks known to the day and the town, 15 pairs lie within 20 km and 28 days")
    assert "more than chance brings" in told.text


def test_few_attacks_have_no_sentence_about_clusters(brief):
    briefing = brief(an_edition(on("2026-02-03", 1), on("2026-02-04", 2)), WHOLE)
    assert not [s for s in briefing.section("waves").sentences if s.rule in ("waves.cluster", "waves.closeness")]


def test_one_edition_is_too_few_to_say_how_late_reports_arrive(brief):
    (told,) = said(brief(an_edition(on("2026-02-03", 1))), "incidents", "incidents.lateness")
    assert told.text == "There are too few editions to say how late reports arrive."


WINTER = "from=2025-12-01&to=2026-02-28"


def reported_late(known):
    """Twelve incidents of one week, of which an edition at its end knew some."""
    edition = an_edition(*[on("2025-12-10", n) for n in range(12)], about={"As of": "2026-02-28"})
    return replace(edition, earlier=(Standing(dt.date(2025, 12, 14), frozenset(f"N-{n}" for n in range(known))),))


def test_provisional_weeks_are_told_with_what_was_once_known(brief):
    (told,) = said(brief(reported_late(3), WINTER), "incidents", "incidents.lateness")
    assert told.text == (
        "Of weeks that had ended just then, 1 earlier edition held 3 of 12 incidents known today, so weeks from "
        "16 Feb 2026 on are provisional and take no part in comparisons with earlier periods."
    )


def test_where_reports_came_in_at_once_no_week_is_provisional(brief):
    (told,) = said(brief(reported_late(12), WINTER), "incidents", "incidents.lateness")
    assert told.text.endswith("held 12 of 12 incidents known today: no week is provisional.")


DENSE = {"Dense from": "2026-02-01", "Dense to": "2026-03-31"}
FEBRUARY = "from=2026-02-01&to=2026-02-28"


def thick_and_thin():
    return [on(f"2025-{month:02}-05", month) for month in range(1, 13)] + [
        on(f"2026-02-{n + 1:02}", 50 + n) for n in range(9)
    ]


def test_a_rise_in_a_densely_recorded_time_says_so_in_sentence_and_strip(brief):
    briefing = brief(an_edition(*thick_and_thin(), about=DENSE), FEBRUARY)
    (told,) = said(briefing, "incidents", "change.period")
    assert told.text.endswith("Part of the rise is that this period was recorded more closely.")
    assert briefing.section("numbers").strips[0].note.endswith("part of the difference is denser recording")


def test_few_incidents_in_a_densely_recorded_time_are_not_laid_to_recording(brief):
    quiet = [on(f"2025-{month:02}-05", 10 * month + n) for month in range(1, 13) for n in range(5)]
    briefing = brief(an_edition(*quiet, on("2026-02-05", 999), about=DENSE), FEBRUARY)
    assert "recorded" not in said(briefing, "incidents", "change.period")[0].text


def test_one_day_is_told_as_a_day_and_an_average_of_next_to_none_by_its_spread(brief):
    rows = [on("2025-12-05", 1), on("2026-02-05", 2), on("2025-06-05", 3)]
    (told,) = said(brief(an_edition(*rows), "from=2026-02-05&to=2026-02-05"), "incidents", "change.period")
    assert told.text == "Only 1 incident on record began on 5 Feb 2026: 52 earlier periods of the same length had 0."


def test_without_a_dense_time_nothing_is_said_of_recording(brief):
    assert "recorded" not in said(brief(an_edition(*thick_and_thin()), FEBRUARY), "incidents", "change.period")[0].text


def some_choice(options, number):
    """A period and perhaps a district, by chance."""
    chance = np.random.default_rng(number)
    first = dt.date(2018, 1, 1) + dt.timedelta(days=int(chance.integers(2_900)))
    last = min(first + dt.timedelta(days=int(chance.choice([6, 27, 90, 365]))), dt.date(2026, 6, 2))
    query = f"from={min(first, last)}&to={last}"
    district = options.labels["districts"].labels[int(chance.integers(12))]
    return f"{query}&district={district.casefold()}" if chance.random() < 0.4 else query


LIKELIHOODS = {"scenario-likelihood", "starting-value", "reach"}
"""Methods of figures that may stand in per cent: how likely a future is."""


@pytest.mark.parametrize("number", range(15))
def test_no_share_stands_in_per_cent_and_no_ratio_without_its_base(brief, shipped, options, number):
    briefing = brief(shipped, some_choice(options, number))
    told = [s for section in briefing.sections for s in section.sentences if not s.quoted]
    for sentence in told:
        if "%" in sentence.text or "per cent" in sentence.text:
            assert {figure.unit for figure in sentence.figures} & {"percent"}, sentence.text
            assert any(figure.method in LIKELIHOODS for figure in sentence.figures), sentence.text
        if sentence.rule.startswith("change.") and " times " in sentence.text:
            assert "earlier period" in sentence.text and "(interval " in sentence.text, sentence.text


def wave_of(*districts):
    return [on("2026-02-10", number, admin2=name) for number, name in enumerate(districts)]


def test_the_attacks_of_one_district_are_told_of_the_wave_that_they_belong_to(brief, shipped):
    briefing = brief(shipped, "district=gwadar")
    (told,) = said(briefing, "waves", "waves.of-the-whole")
    assert told.text == (
        "6 of these attacks belong to the wave of 31 Jan – 1 Feb 2026 in 14 districts (found without the filters)."
    )
    assert len(told.rows) == 6
    assert not said(briefing, "waves", "waves.none") and not said(briefing, "waves", "waves.named")


def test_in_one_district_no_wave_can_be_looked_for(brief):
    (told,) = said(brief(an_edition(*wave_of("Alder", "Birch")), "district=alder"), "waves", "waves.too-narrow")
    assert told.text == "Waves run over at least 3 districts and cannot be looked for in 1 district."


def test_tests_that_find_nothing_are_one_sentence(home):
    (told,) = said(home, "waves", "waves.no-cluster")
    assert told.text == "Beyond that, attacks are no closer to each other in place and time than chance brings."
    assert not said(home, "waves", "waves.cluster") and not said(home, "waves", "waves.closeness")
