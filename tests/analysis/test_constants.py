import pkgutil
from importlib import import_module

import utils.analysis
from utils.analysis.constants import METHODS, constants
from utils.analysis.waves import CONSTANTS


def test_every_module_that_exports_constants_belongs_to_one_method():
    names = (module.name for module in pkgutil.iter_modules(utils.analysis.__path__, "utils.analysis."))
    exporting = {name for name in names if hasattr(import_module(name), "CONSTANTS")}
    listed = [module.__name__ for _, modules in METHODS for module in modules]
    assert sorted(listed) == sorted(exporting)


def test_every_constant_has_a_name_a_value_and_a_source():
    told = constants()
    assert all(one.method and one.name and one.value and one.source for one in told)
    assert len({(one.method, one.name) for one in told}) == len(told)


def test_values_are_the_modules_own_and_printed_in_full():
    told = {(one.name, one.value) for one in constants()}
    for name, value, _ in CONSTANTS:
        assert any(name == other and float(text.replace(",", "")) == value for other, text in told)
    assert not any("e+" in text for _, text in told)
