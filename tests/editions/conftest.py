import itertools

import pytest
import sqlalchemy as sa

from tests.editions.published import begun, published, row
from tests.postgres import running_postgres
from utils.editions.store import Store

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres():
    with running_postgres() as server:
        yield server


def an_address(request, folder):
    if request.param == "sqlite":
        return f"sqlite:///{folder}/kept/editions.sqlite"
    server, name = request.getfixturevalue("postgres"), f"test_{next(_numbers)}"
    engine = sa.create_engine(f"{server}postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server}{name}"


@pytest.fixture(params=KINDS)
def url(request, tmp_path):
    """The address of an empty database of each kind."""
    return an_address(request, tmp_path)


@pytest.fixture(scope="module", params=KINDS)
def standing(request, tmp_path_factory):
    """A store with two editions that no test of a module changes."""
    opened = Store(an_address(request, tmp_path_factory.mktemp("standing")))
    published(begun(opened), "d-1", row(2))
    yield opened
    opened.close()


@pytest.fixture
def store(url):
    opened = Store(url)
    yield opened
    opened.close()
