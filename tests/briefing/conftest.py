import datetime as dt
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.briefing.reading import names_in
from utils.analysis.filters import from_query, options_of
from utils.briefing.compose import compose
from utils.editions.shipped import read_shipped
from utils.visuals.geography import read_base
from utils.visuals.palette import PAPER

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def base():
    return read_base(ROOT / "data" / "reference")


@pytest.fixture(scope="session")
def shipped():
    return read_shipped(ROOT / "data")


@pytest.fixture(scope="session")
def options(shipped):
    return options_of(shipped.dataset, shipped.as_of)


@pytest.fixture(scope="session")
def brief(base):
    """The briefing of an edition for a query."""

    def briefing_of(edition, query=""):
        options = options_of(edition.dataset, edition.as_of if edition.as_of > dt.date.min else dt.date(2026, 1, 1))
        filters, ignored = from_query(parse_qs(query), options)
        return compose(edition, filters, ignored=ignored, options=options, base=base, look=PAPER)

    return briefing_of


class Desk:
    """The shipped edition and its choices, with a repr short enough for a failing example."""

    def __init__(self, edition, options, base):
        self.edition, self.options, self.base = edition, options, base
        self.names = names_in(edition.dataset, base.routes)
        self.claimants = edition.dataset.claims.set_index("claim_id")["claimant"].to_dict()

    def __repr__(self):
        return "the shipped edition"

    def brief(self, filters):
        return compose(self.edition, filters, options=self.options, base=self.base, look=PAPER)


@pytest.fixture(scope="session")
def desk(shipped, options, base):
    return Desk(shipped, options, base)


@pytest.fixture(scope="session")
def home(brief, shipped):
    return brief(shipped)
