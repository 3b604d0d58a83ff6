from pathlib import Path

import pytest

from tests.drawn import FIGURE, PROJECT, an_edition, an_incident
from utils.analysis.figures import Coverage
from utils.analysis.money import latest, project_money, rivalries, stage_sums
from utils.editions.shipped import read_shipped

BLANK = {"announced_usd_m": None, "committed_usd_m": None, "disbursed_usd_m": None}


def a_project(name, **changes):
    return {**PROJECT, **BLANK, "project_id": name, **changes}


def a_figure(amount, *, claimant="Treasury", day="2025", measure="announced", about="J-1"):
    where = {"project_id": about, "scope": None} if about.startswith("J-") else {"project_id": None, "scope": about}
    return {**FIGURE, **where, "as_of_date": day, "measure": measure, "amount_usd_m": amount, "claimant": claimant}


def held(*projects, figures=()):
    numbered = [{**row, "figure_id": f"F-{place}"} for place, row in enumerate(figures, 1)]
    dataset = an_edition(an_incident(), projects=projects, figures=numbered).dataset
    return dataset.frame("projects"), dataset.frame("figures")


def ranges(money):
    return {(p, s): (low, high, n) for p, _, s, low, high, n, _ in money.itertuples(index=False, name=None)}


def test_a_stage_without_rivals_is_one_number_and_one_without_any_is_missing():
    money = project_money(*held(a_project("J-1", announced_usd_m=120)))
    assert ranges(money) == {("J-1", "announced"): (120, 120, 1)}


def test_rival_figures_make_a_range_and_stay_in_their_stage():
    told = (
        a_figure(90),
        a_figure(150, claimant="Firm"),
        a_figure(70, measure="spent"),
        a_figure(9, measure="debt owed"),
    )
    money = project_money(*held(a_project("J-1", announced_usd_m=120), figures=told))
    assert ranges(money) == {("J-1", "announced"): (90, 150, 3), ("J-1", "disbursed"): (70, 70, 1)}


def test_only_a_claimants_latest_figure_counts():
    told = (a_figure(500, day="2010"), a_figure(130, day="2025-09"), a_figure(90, day="2025-03-31"))
    money = project_money(*held(a_project("J-1"), figures=told))
    assert ranges(money) == {("J-1", "announced"): (130, 130, 1)}


def test_two_figures_of_one_claimant_and_date_both_stand():
    _, figures = held(a_project("J-1"), figures=(a_figure(90), a_figure(95), a_figure(7, measure="committed")))
    assert sorted(latest(figures)["amount_usd_m"]) == [7, 90, 95]


def test_sums_keep_stages_and_shelved_projects_apart():
    projects, figures = held(
        a_project("J-1", announced_usd_m=100, committed_usd_m=60),
        a_project("J-2", announced_usd_m=50.5, status="completed"),
        a_project("J-3", announced_usd_m=9000, status="shelved"),
        a_project("J-4"),
        figures=(a_figure(140),),
    )
    sums = stage_sums(project_money(projects, figures), projects)
    announced = sums["announced", False]
    assert (announced.low, announced.high, announced.value) == (150.5, 190.5, None)
    assert (announced.basis, announced.coverage) == (("J-1", "J-2"), Coverage(2, 3))
    assert (sums["announced", True].value, sums["announced", True].coverage) == (9000, Coverage(1, 1))
    assert sums["committed", False].value == 60
    nothing = sums["disbursed", False]
    assert (nothing.value, nothing.low, nothing.high, nothing.coverage) == (None, None, None, Coverage(0, 3))


def test_a_sum_can_be_asked_of_some_projects_only():
    projects, figures = held(a_project("J-1", announced_usd_m=100), a_project("J-2", announced_usd_m=50))
    sums = stage_sums(project_money(projects, figures), projects, among=("J-2", "J-9"))
    assert (sums["announced", False].value, sums["announced", False].coverage) == (50, Coverage(1, 1))


def test_rivals_are_figures_of_one_stage_about_one_thing():
    projects, figures = held(
        a_project("J-1"),
        figures=(
            a_figure(90, day="2025"),
            a_figure(150, claimant="Firm", day="2024"),
            a_figure(1, measure="committed"),
            a_figure(5, measure="FDI inflow", about="Ring total"),
            a_figure(6, measure="FDI inflow", about="Ring total"),
        ),
    )
    (rivalry,) = rivalries(projects, figures)
    assert (rivalry.about, rivalry.measure, rivalry.project_id) == ("Alder bridge widening", "announced", "J-1")
    assert rivalry.figures["amount_usd_m"].tolist() == [150, 90]
    assert (rivalry.figure.low, rivalry.figure.high) == (90, 150)


def test_the_shipped_mine_keeps_its_rival_figures():
    shipped = read_shipped(Path(__file__).parents[2] / "data")
    projects, figures = shipped.dataset.frame("projects"), shipped.dataset.frame("figures")
    money = ranges(project_money(projects, figures))
    assert money["INV-042", "announced"] == (6000, 7723, 4)
    assert money["INV-024", "committed"] == (1500, 1500, 1)
    sums = stage_sums(project_money(projects, figures), projects)
    assert sums["announced", True].value == 12_000
    assert sums["disbursed", False].value == pytest.approx(2521)
