import ast
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import utils.analysis
from utils.analysis.constants import METHODS, constants
from utils.analysis.waves import CONSTANTS


def test_every_module_that_exports_constants_belongs_to_one_method():
    names = (module.name for module in pkgutil.iter_modules(utils.analysis.__path__, "utils.analysis."))
    exporting = {name for name in names if hasattr(import_module(name), "CONSTANTS")}
    listed = [module.__name__ for _, modules in METHODS for module in modules]
    assert sorted(listed) == sorted(exporting)


PLUMBING = {"attack_days", "filters", "nearness", "views"}
"""Modules whose numbers are the length of a week, the size of the earth, and how long a link may be."""


def test_every_module_with_a_number_of_its_own_exports_it_or_is_told_by_one_that_does():
    listed = [module for _, modules in METHODS for module in modules]
    told = {name for module in listed for name in imported(module.__file__)} | {module.__name__ for module in listed}
    paths = sorted(Path(utils.analysis.__path__[0]).glob("*.py"))
    silent = {path.stem for path in paths if sets_a_number(path) and f"utils.analysis.{path.stem}" not in told}
    assert silent <= PLUMBING


def imported(path):
    return {node.module for node in ast.walk(ast.parse(Path(path).read_text())) if isinstance(node, ast.ImportFrom)}


def sets_a_number(path):
    """Whether a name in capitals is a number, or several."""
    assigned = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.Assign)]
    named = [node for node in assigned if re.fullmatch(r"[(]?[A-Z][A-Z_, ]+[)]?", ast.unparse(node.targets[0]))]
    return any(re.fullmatch(r"[-+*/()\d_., ]*\d[-+*/()\d_., ]*", ast.unparse(node.value)) for node in named)


def test_every_constant_has_a_name_a_value_and_a_source():
    told = constants()
    assert all(one.method and one.name and one.value and one.source for one in told)
    assert len({(one.method, one.name) for one in told}) == len(told)


def test_values_are_the_modules_own_and_printed_in_full():
    told = {(one.name, one.value) for one in constants()}
    for name, value, _ in CONSTANTS:
        assert any(name == other and float(text.replace(",", "")) == value for other, text in told)
    assert not any("e+" in text for _, text in told)
