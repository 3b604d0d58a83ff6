import hashlib

import pytest

from tests.drawn import a_claim, a_dataset, an_incident, files
from utils.editions.edition import digest_of
from utils.editions.recipes import Fate, Recipe, digest_with, upload_of
from utils.tables.importing import Scope
from utils.tables.intake import Choices, Intake, Mode, take_in

PARENT = "ab" * 32
FILES = {"b.xlsx": b"two", "a.csv": b"one"}


def test_what_replaces_everything_has_the_digest_of_its_files():
    assert digest_with(FILES, Recipe({"incidents": Fate.REPLACED}), PARENT) == digest_of(FILES)
    assert digest_with(FILES, Recipe(), "another parent") == digest_of(FILES)
    modes = Choices(modes={"incidents": Mode.REPLACE})
    assert digest_with(FILES, Recipe({"incidents": Fate.REPLACED}, modes), PARENT) == digest_of(FILES)


PARTIAL = [
    Recipe({"incidents": Fate.REPLACED, "sources": Fate.KEPT}),
    Recipe({"incidents": Fate.MERGED, "sources": Fate.KEPT}),
    Recipe({"incidents": Fate.REPLACED}, Choices(day_first=True)),
    Recipe({"incidents": Fate.REPLACED}, Choices(day_first=False)),
    Recipe({"incidents": Fate.REPLACED}, Choices(scope=Scope(("Northland",)))),
    Recipe({"incidents": Fate.REPLACED}, Choices(scope=Scope((), ("Northland",)))),
]


def test_whatever_decides_the_rows_decides_the_digest():
    digests = [digest_with(FILES, recipe, PARENT) for recipe in (*PARTIAL, Recipe())]
    digests.append(digest_with(FILES, PARTIAL[0], "cd" * 32))
    digests.append(digest_with({**FILES, "a.csv": b"1"}, PARTIAL[0], PARENT))
    assert len(set(digests)) == len(digests)


def test_how_a_merge_was_asked_for_does_not_matter_only_that_it_was():
    asked = Recipe({"incidents": Fate.MERGED}, Choices(modes={"incidents": Mode.MERGE}))
    assert digest_with(FILES, asked, PARENT) == digest_with(FILES, Recipe({"incidents": Fate.MERGED}), PARENT)


def test_the_digest_can_be_made_again_from_its_description():
    made = '{"day_first":null,"fates":{"sources":"kept"},"scope":{"admin1":[],"countries":[]}}'
    expected = hashlib.sha256(f"{PARENT}\n{digest_of(FILES)}\n{made}".encode()).hexdigest()
    assert digest_with(FILES, Recipe({"sources": Fate.KEPT}), PARENT) == expected


@pytest.mark.parametrize("recipe", PARTIAL)
def test_a_recipe_comes_back_as_it_went(recipe):
    assert Recipe.from_json(recipe.to_json()) == recipe
    assert not recipe.whole


def test_what_became_of_each_table_is_told_by_the_upload():
    base = a_dataset(an_incident(), claims=[a_claim()])[0]
    given = {"incidents.xlsx": files([an_incident(incident_id="N-2")])["incidents.xlsx"]}
    choices = Choices(modes={"incidents": Mode.MERGE, "casualty_claims": Mode.REPLACE})
    upload = upload_of(given, take_in(given, base, choices), choices, base)
    fates = upload.recipe.fates
    assert fates["incidents"] is Fate.MERGED
    assert fates["casualty_claims"] is Fate.REPLACED
    assert {fates[name] for name in ("sources", "places", "about")} == {Fate.KEPT}
    assert upload.dataset.incidents["incident_id"].tolist() == ["N-1", "N-2"]
    assert not upload.recipe.whole


@pytest.mark.parametrize("base", [None, a_dataset()[0]], ids=["nothing before", "an edition before"])
def test_a_table_that_neither_side_has_is_no_part_of_the_recipe(base):
    given = files()
    taken = {"incidents": Mode.REPLACE, "sources": Mode.REPLACE, "places": Mode.REPLACE, "about": Mode.REPLACE}
    read = Intake(a_dataset()[0], (), (), taken)
    upload = upload_of(given, read, Choices(), base)
    assert upload.recipe.whole
    assert digest_with(given, upload.recipe, PARENT) == digest_of(given)


def test_merging_into_an_empty_table_is_replacing_it():
    read = Intake(a_dataset()[0], (), (), {"casualty_claims": Mode.MERGE})
    assert upload_of(files(), read, Choices(), a_dataset()[0]).recipe.fates["casualty_claims"] is Fate.REPLACED
