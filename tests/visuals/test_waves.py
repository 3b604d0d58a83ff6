import datetime as dt

import pytest

from tests.drawn import PLACES, an_edition, an_incident
from tests.visuals.pictured import layer, rows
from utils.analysis.filters import Filters
from utils.analysis.selection import select
from utils.analysis.waves import waves
from utils.visuals.palette import LIGHT, LOOKS
from utils.visuals.waves import wave_picture

NAMED = (*PLACES, {"place_id": "NL-cedar", "name": "Cedar", "kind": "admin2", "parent": "NL"})
DAYS = (("Alder", "2026-02-03"), ("Alder", "2026-02-03"), ("Birch", "2026-02-04"), ("Cedar", "2026-02-04"))


def drawn(*extra, look=LIGHT):
    told = [an_incident(admin2=name, start_date=day) for name, day in DAYS] + list(extra)
    numbered = [{**row, "incident_id": f"N-{number}"} for number, row in enumerate(told, 1)]
    selection = select(an_edition(*numbered, places=NAMED), Filters(dt.date(2026, 1, 1), dt.date(2026, 3, 31)))
    return wave_picture(waves(selection).found[0], selection.incidents, look)


def test_each_district_and_day_has_its_number_of_attacks():
    cells = {(row["district"], row["day"]): row["attacks"] for row in rows(drawn().spec, "cells")}
    assert cells == {("Alder", "3 Feb"): 2, ("Birch", "4 Feb"): 1, ("Cedar", "4 Feb"): 1}


def test_the_days_around_the_wave_are_shown_too():
    domain = layer(drawn().spec, "cells")["encoding"]["x"]["scale"]["domain"]
    assert (domain[0], domain[-1], len(domain)) == ("31 Jan", "7 Feb", 8)


def test_attacks_of_others_in_its_districts_are_hollow():
    other = an_incident(admin2="Birch", start_date="2026-02-04", actor="Thaw Brigade", attributed_by="Thaw Brigade")
    linked = {(row["district"], row["linked"]): row["attacks"] for row in rows(drawn(other).spec, "cells")}
    assert (linked["Birch", "yes"], linked["Birch", "no"]) == (1, 1)


def test_the_words_and_the_table_say_the_same():
    picture = drawn()
    assert picture.subtitle.startswith("4 linked attacks in 3 districts.")
    assert "Alder 3 Feb 2026 2" in picture.alt
    assert picture.twin["Attacks"].tolist() == [2, 1, 1]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_colours_come_from_the_look(look):
    assert layer(drawn(look=look).spec, "cells")["mark"]["color"] == look.accent
