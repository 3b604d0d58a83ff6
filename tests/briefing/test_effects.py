from dataclasses import replace

from tests.drawn import an_edition, an_incident
from utils.analysis.filters import options_of
from utils.briefing.compose import compose
from utils.briefing.effects import ABSENT, headline_effects
from utils.visuals.palette import LIGHT


def opening(base, *incidents):
    edition = an_edition(*incidents)
    options = options_of(edition.dataset, edition.as_of)
    return compose(edition, options.home, options=options, base=base, look=LIGHT)


def by_label(effects):
    return {effect.label: effect for effect in effects}


def test_a_headline_that_would_change_is_told_with_both_values(base):
    before = opening(base, an_incident())
    after = opening(base, an_incident(), an_incident(incident_id="N-2", admin2="Birch"))
    told = by_label(headline_effects(before, after))
    assert told["Incidents"].changed
    assert told["Incidents"].before.startswith("1 (") and told["Incidents"].after.startswith("2 (")
    assert told["Districts"].changed
    assert not told["Period"].changed


def test_the_same_edition_changes_nothing(base):
    held = opening(base, an_incident())
    assert not any(effect.changed for effect in headline_effects(held, held))


def test_a_line_that_only_one_of_them_has_is_still_told(base):
    held = opening(base, an_incident())
    less = replace(held, parts=tuple(part for part in held.parts if part.keys != ("numbers",)) + _no_numbers(held))
    assert by_label(headline_effects(held, less))["Incidents"].after == ABSENT
    assert by_label(headline_effects(less, held))["Incidents"].before == ABSENT


def _no_numbers(held):
    (numbers,) = (part for part in held.parts if part.keys == ("numbers",))
    return (replace(numbers, write=lambda: (replace(numbers.sections[0], strips=()),)),)
