import os
import sys

import pytest


@pytest.fixture(autouse=True, scope="session")
def store_of_the_tests(tmp_path_factory):
    """No test touches the store of a running app."""
    os.environ["DATABASE_URL"] = f"sqlite:///{tmp_path_factory.mktemp('store')}/editions.sqlite"


@pytest.fixture(autouse=True)
def program_of_the_tests():
    """A page that ran in a test is not taken for the program by a process that starts later."""
    program = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = program
