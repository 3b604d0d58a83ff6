import pandas as pd
import pytest

from tests import planted
from tests.drawn import SOURCES, a_claim, a_dataset, an_incident, files
from utils.tables.dataset import assemble
from utils.tables.importing import Scope
from utils.tables.intake import (
    Choices,
    Mode,
    choices_from_json,
    choices_to_json,
    from_parts,
    take_in,
    take_in_parts,
    to_parts,
)
from utils.tables.limits import Limits
from utils.tables.marking import marked_copy
from utils.tables.problems import Code

ONE, TWO, THREE = (an_incident(incident_id=f"N-{number}", start_date=f"2026-01-{number:02}") for number in (1, 9, 17))
BASE, _ = a_dataset(ONE, TWO, claims=(a_claim(),))

HEADS = (
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,country,admin1,admin2,location,"
    "latitude,longitude,geo_precision,source,notes,fatalities"
)
ACLED = f"""{HEADS}
NLD1,2026-02-01,2026,1,Battles,Armed clash,Frost Brigade,Northland,Northland,Alder,Alder,10.5,20.5,1,Courier,Shots.,2
NLD2,2026-02-02,2026,1,Battles,Armed clash,Frost Brigade,Southland,Southland,Fir,Fir,1.5,2.5,1,Courier,Shots.,1
"""

MERGED = Choices(modes={"incidents": Mode.MERGE})


def upload(*incidents):
    return {"incidents.xlsx": files(incidents)["incidents.xlsx"]}


def ids(intake):
    return intake.dataset.incidents["incident_id"].tolist()


def codes(intake):
    return [problem.code for problem in intake.problems]


def test_what_an_upload_does_not_hold_is_carried_over():
    taken = take_in(upload(ONE, TWO, THREE), BASE)
    assert ids(taken) == ["N-1", "N-9", "N-17"]
    assert taken.dataset.about.title == BASE.about.title
    assert len(taken.dataset.sources) == len(BASE.sources)
    assert codes(taken) == []


def test_without_anything_published_needed_tables_are_missing():
    assert Code.FILE_MISSING in codes(take_in(upload(ONE)))


@pytest.mark.parametrize(("mode", "kept"), [(Mode.REPLACE, ["N-17"]), (Mode.MERGE, ["N-1", "N-9", "N-17"])])
def test_a_table_is_replaced_or_merged_by_id_as_chosen(mode, kept):
    taken = take_in({"new.csv": _csv(THREE)}, BASE, Choices(modes={"incidents": mode}))
    assert ids(taken) == kept
    assert taken.taken == {"incidents": mode}


@pytest.mark.parametrize(
    ("rows", "mode"), [((ONE, TWO, THREE), Mode.REPLACE), ((ONE,), Mode.REPLACE), ((THREE,), Mode.MERGE)]
)
def test_a_sheet_that_holds_most_of_what_is_published_replaces_it_and_an_addition_is_merged(rows, mode):
    assert take_in({"new.csv": _csv(*rows)}, BASE).taken == {"incidents": mode}


def test_a_merged_row_keeps_the_address_of_the_file_it_came_from():
    taken = take_in({"new.csv": _csv(THREE)}, BASE)
    incidents = taken.dataset.tables["incidents"]
    assert [incidents.address(index) for index in (0, 2)] == ["incidents.xlsx, Incidents!A2", "new.csv, new!A2"]


def test_a_claim_about_a_withdrawn_incident_is_named_where_it_stands():
    taken = take_in({"new.csv": _csv(TWO)}, BASE, Choices(modes={"incidents": Mode.REPLACE}))
    assert [(p.code, p.address) for p in taken.problems] == [(Code.ID_UNKNOWN, "incidents.xlsx, Casualty claims!C2")]


def test_a_date_that_can_be_read_two_ways_waits_for_an_answer():
    held = {"new.csv": _csv({**THREE, "start_date": "03/04/2026"})}
    assert codes(take_in(held, BASE)) == [Code.DATE_AMBIGUOUS]
    taken = take_in(held, BASE, Choices(day_first=True))
    assert taken.dataset.incidents["start_date"].iloc[-1] == pd.Timestamp("2026-04-03")


def test_a_new_incident_that_looks_like_a_published_one_is_offered():
    taken = take_in({"new.csv": _csv({**ONE, "incident_id": "X-1"})}, BASE)
    assert codes(taken) == [Code.LIKELY_DUPLICATE]


def test_a_file_of_another_maker_is_merged_within_its_scope_and_its_origin_becomes_a_source():
    taken = take_in({"export.csv": ACLED.encode()}, BASE, Choices(scope=Scope(("Northland",))))
    (report,) = taken.reports
    assert (report.read, report.taken, sum(refused.rows for refused in report.refused)) == (2, 1, 1)
    assert "ACLED-NLD1" in ids(taken) and "N-1" in ids(taken)
    assert any("ACLED" in publisher.upper() for publisher in taken.dataset.sources["publisher"])
    assert [code for code in codes(taken) if code is not Code.LIKELY_DUPLICATE] == []


@pytest.mark.parametrize("imported_first", [True, False])
def test_a_file_of_another_maker_and_our_own_sheets_go_together_in_either_order(imported_first):
    own = (an_incident(incident_id="ACLED-NLD1", summary="As we know it."), ONE)
    reference = {
        "reference.xlsx": files(sources=({**cited_source(), "title": "As we cite it"}, *SOURCES))["reference.xlsx"]
    }
    ours = {**upload(*own), **reference}
    export = {"export.csv": ACLED.encode()}
    taken = take_in({**export, **ours} if imported_first else {**ours, **export}, BASE)
    assert Code.SHEET_TWICE not in codes(taken)
    incidents = taken.dataset.incidents.set_index("incident_id")
    assert incidents.loc["ACLED-NLD1", "summary"] == "As we know it."
    assert {"N-1", "ACLED-NLD1"} <= set(incidents.index)
    sources = taken.dataset.sources.set_index("source_id")
    assert sources.loc[cited_source()["source_id"], "title"] == "As we cite it"


def cited_source():
    """The source that an import of the file makes, as an analyst has it in their own sheet."""
    held = take_in({"export.csv": ACLED.encode()}, BASE).dataset.sources
    name = next(name for name in held["source_id"] if "ACLED" in name.upper())
    return {**SOURCES[0], "source_id": name}


def test_an_upload_reads_the_same_over_bytes_as_in_one_process():
    held, choices = {"new.csv": _csv(THREE)}, Choices(day_first=False, scope=Scope(("Northland",), ("Alder",)))
    here = take_in(held, BASE, choices)
    there = from_parts(take_in_parts(to_parts(held, BASE, choices, Limits()), lambda _what, _share: None))
    assert there.problems == here.problems
    assert there.taken == here.taken
    assert there.dataset.about == here.dataset.about
    for name, table in here.dataset.tables.items():
        pd.testing.assert_frame_equal(there.dataset.frame(name), table.frame)


def test_reports_of_imports_come_back_from_bytes():
    held = {"export.csv": ACLED.encode()}
    parts = take_in_parts(to_parts(held, BASE, Choices(), Limits()), lambda _what, _share: None)
    assert from_parts(parts).reports == take_in(held, BASE).reports


def test_choices_come_back_from_json():
    choices = Choices(True, {"incidents": Mode.MERGE}, Scope(("A",), ("B", "C")))  # noqa: FBT003
    assert choices_from_json(choices_to_json(choices)) == choices


def test_progress_is_told_in_words_and_shares():
    told = []
    take_in(upload(ONE), BASE, progress=lambda what, share: told.append((what, share)))
    assert told[0] == ("Reading incidents.xlsx", 0.0)
    assert [share for _, share in told] == sorted(share for _, share in told)


def _csv(*rows):
    heads = list(dict.fromkeys(key for row in rows for key in row))
    lines = [heads, *([str(row.get(key, "")) for key in heads] for row in rows)]
    return "\n".join(";".join(line) for line in lines).encode()


def test_forty_planted_problems_are_found_each_in_its_cell_and_the_mended_copy_passes():
    base, _ = assemble(planted.whole())
    taken = take_in({planted.TABLE: planted.spoilt()}, base)
    found = {(problem.cell, problem.code.value) for problem in taken.problems}
    assert {(planted.address(row, heading), code) for row, heading, _, code in planted.PLANTED} <= found
    echoes = {code for _, code in found - {(planted.address(r, h), code) for r, h, _, code in planted.PLANTED}}
    assert echoes <= {"half-a-point"}  # of a latitude or longitude that could not be read
    marked = marked_copy(planted.TABLE, planted.spoilt(), taken.problems)
    assert codes(take_in({planted.TABLE: planted.mended(marked)}, base)) == []


def test_a_column_that_a_merged_sheet_does_not_have_says_nothing_about_published_values():
    bare = {key: value for key, value in TWO.items() if key not in ("place", "latitude", "longitude", "source_ids")}
    taken = take_in({"new.csv": _csv({**bare, "summary": "Corrected.", "source_ids": "S-2"})}, BASE, MERGED)
    (row,) = taken.dataset.incidents[taken.dataset.incidents["incident_id"] == "N-9"].to_dict("records")
    assert (row["summary"], row["place"], row["latitude"], row["source_ids"]) == (
        "Corrected.",
        "Alder bridge",
        10.5,
        ("S-2",),
    )


def test_a_column_that_a_replacing_sheet_does_not_have_is_named_with_what_would_be_lost():
    bare = [{key: value for key, value in row.items() if key != "place"} for row in (ONE, TWO)]
    (problem,) = take_in({"new.csv": _csv(*bare)}, BASE).problems
    assert (problem.code, problem.found, problem.allowed) == (Code.COLUMN_LEFT_OUT, "2 values", "Place")


def test_ids_run_together_are_told_apart_from_one_that_does_not_exist():
    (problem,) = take_in({"new.csv": _csv({**THREE, "source_ids": "S-1, S-2"})}, BASE).problems
    assert problem.code is Code.IDS_RUN_TOGETHER
    assert problem.repair.endswith("S-1; S-2.")
