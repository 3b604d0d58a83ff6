import itertools

import pytest
import sqlalchemy as sa

from tests.postgres import running_postgres
from utils.editions.store import Store

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres():
    with running_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/kept/editions.sqlite"
    server, name = request.getfixturevalue("postgres"), f"test_{next(_numbers)}"
    engine = sa.create_engine(f"{server}postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server}{name}"


@pytest.fixture
def store(url):
    opened = Store(url)
    yield opened
    opened.close()
