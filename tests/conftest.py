import os
import sys

import pytest

from utils.web import pace, settings


@pytest.fixture(autouse=True, scope="session")
def store_of_the_tests(tmp_path_factory):
    """No test touches the store of a running app."""
    os.environ["DATABASE_URL"] = f"sqlite:///{tmp_path_factory.mktemp('store')}/editions.sqlite"


@pytest.fixture(autouse=True, scope="session")
def settings_of_the_tests():
    """Tests change the environment, so they read it at each call; a running app reads it once."""
    kept, settings._of_this_process = settings._of_this_process, settings._read
    yield kept
    settings._of_this_process = kept


@pytest.fixture(autouse=True)
def program_of_the_tests():
    """A page that ran in a test is not taken for the program by a process that starts later."""
    program = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = program


@pytest.fixture(autouse=True)
def haste_of_the_tests():
    """No test is turned away because of what another asked for."""
    for paced in (pace.pages, pace.documents, pace.sign_ins):
        paced._left.clear()
