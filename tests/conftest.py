import os

import pytest


@pytest.fixture(autouse=True, scope="session")
def store_of_the_tests(tmp_path_factory):
    """No test touches the store of a running app."""
    os.environ["DATABASE_URL"] = f"sqlite:///{tmp_path_factory.mktemp('store')}/editions.sqlite"
