"""The shipped spreadsheets hold every row of the fact base; theatre names may stand here, as these are shipped data."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from utils.analysis.filters import from_query, options_of
from utils.analysis.selection import select
from utils.analysis.views import saved_views
from utils.editions.edition import Edition
from utils.tables import schema
from utils.tables.dataset import assemble
from utils.tables.vocabularies import FITS

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def read():
    return assemble({path.name: path.read_bytes() for path in sorted(DATA.glob("*.xlsx"))})


@pytest.fixture(scope="module")
def tables(read):
    return {name: table.frame.set_index(table.table.id_column.key) for name, table in read[0].tables.items()}


def numbered(prefix, count, digits=3):
    return [f"{prefix}{number:0{digits}}" for number in range(1, count + 1)]


def test_the_spreadsheets_read_without_a_problem(read):
    dataset, problems = read
    assert [str(problem) for problem in problems] == []
    assert dataset.refused == 0


@pytest.mark.parametrize("name", list(schema.SPREADSHEETS))
def test_the_shipped_sheets_have_every_heading_of_the_schema(name):
    book = openpyxl.load_workbook(DATA / name, read_only=True)
    for table in schema.SPREADSHEETS[name]:
        headings = next(book[table.sheet].iter_rows(max_row=1, values_only=True))
        assert list(headings) == [column.heading for column in table.columns]


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("responses", numbered("R-", 93)),
        ("regional_signals", numbered("S-", 71)),
        ("projects", numbered("INV-", 80)),
        ("figures", numbered("FIG-", 80)),
        ("published_counts", numbered("PC-", 181)),
        ("evidence", numbered("E-", 35)),
        ("judgements", numbered("P-", 23, 2)),
        ("casualty_claims", numbered("CL-", 98)),
        ("incidents", numbered("H2-", 39) + numbered("H1-", 12) + numbered("BG-", 97)),
        ("scenarios", numbered("SC-", 4, 1)),
        ("indicators", numbered("IND-", 9, 2)),
        ("context", numbered("X-", 10, 2)),
    ],
)
def test_every_researched_row_is_there_and_no_other(tables, name, ids):
    assert tables[name].index.tolist() == ids


def test_every_saved_view_keeps_incidents_and_asks_for_nothing_that_is_not_there(read):
    edition = Edition(1, "", read[0])
    options = options_of(read[0], edition.as_of)
    for view in saved_views(read[0]):
        filters, ignored = from_query(view.query, options)
        assert ignored == (), view.name
        assert not select(edition, filters).empty, view.name


def test_the_sources_are_all_there_with_those_of_the_published_counts(tables):
    kinds = tables["sources"].index.str.extract(r"SRC-([A-Z]?)")[0].value_counts().to_dict()
    assert kinds == {"": 177, "I": 167, "R": 202, "C": 28}


@pytest.mark.parametrize(
    ("table", "row", "key", "value"),
    [
        ("responses", "R-068", "militants_killed_claimed", 216),
        ("responses", "R-068", "trigger_campaign", "Herof Phase II"),
        ("responses", "R-036", "scale_unit", "days of detention"),
        ("responses", "R-084", "scale_value", 5.5),
        ("responses", "R-002", "admin1", "Islamabad"),
        ("responses", "R-070", "admin2", "Nushki"),
        ("responses", "R-072", "blackout_days", 6.0),
        ("responses", "R-019", "trigger_ids", ("BG-048",)),
        ("regional_signals", "S-047", "actor", "UAE"),
        ("regional_signals", "S-047", "actor_group", "Gulf state"),
        ("regional_signals", "S-045", "evidence_offered", "promised"),
        ("regional_signals", "S-045", "denial_ids", ("S-052",)),
        ("regional_signals", "S-054", "evidence_offered", "none shown"),
        ("regional_signals", "S-068", "credibility", "3"),
        ("projects", "INV-024", "announced_usd_m", 1912.2),
        ("projects", "INV-042", "disbursed_usd_m", 849.0),
        ("projects", "INV-017", "committed_usd_m", 0.34),
        ("projects", "INV-031", "extent", "Zhob / D.I. Khan, several provinces"),
        ("projects", "INV-077", "place", "Keamari, Karachi"),
        ("projects", "INV-065", "admin1", "Azad Kashmir"),
        ("figures", "FIG-012", "amount_usd_m", 33000.0),
        ("figures", "FIG-012", "scope", "CPEC total"),
        ("figures", "FIG-001", "as_of_date", "2015-04"),
        ("figures", "FIG-055", "measure", "spent"),
        ("published_counts", "PC-011", "attributed_to", "BLA"),
        ("published_counts", "PC-181", "value", 5829475),
        ("published_counts", "PC-181", "bound", "high"),
        ("evidence", "E-035", "reliability", "F"),
        ("judgements", "P-17", "status", "not observed"),
        ("judgements", "P-21", "scenario_id", "SC-1"),
        ("incidents", "BG-097", "source_ids", ("SRC-R180",)),
        ("incidents", "BG-097", "killed_security_low", 4),
        ("casualty_claims", "CL-028", "killed_low", 362),
        ("casualty_claims", "CL-017", "killed_high", 35),
        ("casualty_claims", "CL-017", "worked_out_from", "58 civilians and security forces together"),
        ("casualty_claims", "CL-018", "quotes", "government"),
        ("casualty_claims", "CL-018", "covers", "41 of them before the offensive began"),
        ("incidents", "BG-096", "killed_ungrouped_low", 14),
        ("incidents", "H2-018", "rival_account_by", "The Balochistan Post (via IANS)"),
        ("casualty_claims", "CL-011", "standing", "partial"),
        ("casualty_claims", "CL-035", "side", "advocacy group"),
    ],
)
def test_a_cell_holds_what_was_researched(tables, table, row, key, value):
    assert tables[table].loc[row, key] == value


@pytest.mark.parametrize(
    ("table", "row", "key"),
    [
        ("responses", "R-004", "scale_value"),
        ("responses", "R-004", "end_date"),
        ("responses", "R-078", "militants_killed_claimed"),
        ("responses", "R-012", "admin2"),
        ("projects", "INV-019", "announced_usd_m"),
        ("projects", "INV-064", "admin1"),
        ("regional_signals", "S-009", "latitude"),
        ("regional_signals", "S-053", "evidence_offered"),
        ("judgements", "P-01", "likelihood"),
        ("incidents", "BG-096", "killed_civilian_low"),
        ("incidents", "BG-096", "killed_ungrouped_high"),
        ("incidents", "BG-097", "admin2"),
        *(("casualty_claims", f"CL-0{number}", "killed_high") for number in (16, 24, 25, 28, 53)),
        ("casualty_claims", "CL-017", "killed_low"),
    ],
)
def test_what_is_not_known_stays_empty(tables, table, row, key):
    assert pd.isna(tables[table].loc[row, key])


@pytest.mark.parametrize(("publisher", "killed"), [("PIPS", 322), ("PICSS", 404), ("SATP", 774), ("CRSS", 782)])
def test_rival_counters_stand_side_by_side(tables, publisher, killed):
    counts = tables["published_counts"].query("area == 'Balochistan' and period == 'year' and year == 2024")
    one = counts[(counts["publisher"] == publisher) & (counts["measure"] == "killed")]
    assert one["value"].tolist() == [killed]
    assert one["inclusion_rule"].str.len().min() > 10


def test_counted_periods_have_days_unless_the_count_stopped_on_an_unknown_one(tables):
    counts = tables["published_counts"]
    assert counts["start_date"].notna().all()
    open_ended = counts[counts["end_date"].isna()]
    assert set(open_ended["publisher"] + " " + open_ended["period"]) == {"PICSS year"}
    assert open_ended["note"].str.contains("before the year was over").all()


def test_announced_money_in_the_province_is_the_known_sum_with_shelved_schemes_in_it(tables):
    projects = tables["projects"].query("admin1 == 'Balochistan'")
    assert len(projects) == 49
    assert round(projects["announced_usd_m"].sum() / 1000, 1) == 32.6
    assert projects["status"].eq("shelved").sum() == 2


def test_the_inconsistency_of_each_future_is_the_known_one(tables):
    weight = {"inconsistent": -1, "strongly inconsistent": -2}
    evidence = tables["evidence"]
    scores = [sum(weight.get(fit, 0) for fit in evidence[f"fit_{number}"].dropna()) for number in (1, 2, 3)]
    assert scores == [-4, -6, -28]
    assert set(weight) <= set(FITS.labels)


def test_the_priors_share_alike_and_say_whose_they_are(tables):
    scenarios = tables["scenarios"]
    assert scenarios["prior"].sum() == pytest.approx(100)
    assert len(set(scenarios["prior"].iloc[:3])) == 1
    assert scenarios.query("remainder == 'yes'")["prior"].tolist() == [5.0]
    for frame, key in ((scenarios, "prior_set_by"), (tables["indicators"], "set_by")):
        assert frame[key].eq("The compilers of this edition").all()
        assert frame["note"].str.startswith("Our assessment: starting values").all()


def test_no_theme_of_indicators_weighs_more_than_one_and_a_half(tables):
    assert tables["indicators"].groupby("theme")["weight"].sum().max() <= 1.5


@pytest.mark.parametrize("name", ["responses", "regional_signals", "projects", "figures", "evidence", "judgements"])
def test_general_knowledge_that_was_not_checked_again_says_so(tables, name):
    frame = tables[name]
    unchecked = {"SRC-R201", "SRC-R202", "SRC-I166", "SRC-I167"}
    rests = frame[frame["source_ids"].map(lambda ids: bool(unchecked & set(ids)))]
    assert len(rests)
    assert rests["note"].str.contains("not re-checked").all()


@pytest.mark.parametrize(
    "name", ["responses", "regional_signals", "projects", "figures", "published_counts", "evidence", "judgements"]
)
def test_every_row_names_a_source(tables, name):
    assert tables[name]["source_ids"].map(len).min() >= 1


def test_the_article_is_not_copied(tables):
    held = " ".join(tables["judgements"]["judgement"]) + " ".join(tables["scenarios"]["description"])
    for phrase in ("double down", "surface-level control", "genuine attempt at reconciliation", "deeper ethnic"):
        assert phrase not in held


def test_an_incident_has_a_name_of_its_own_only_where_its_summary_and_a_source_carry_it(tables):
    named = tables["incidents"]["known_as"].dropna()
    assert named.to_dict() == {"BG-057": "Jaffar Express"}
    row = tables["incidents"].loc["BG-057"]
    assert "Jaffar Express" in row["summary"]
    assert tables["sources"].loc[list(row["source_ids"]), "note"].str.contains("Jaffar Express").any()
