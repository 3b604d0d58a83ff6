"""What can be wrong with a spreadsheet, in words for the person who keeps it."""

from utils.tables.problems.codes import Code, Severity
from utils.tables.problems.problem import Problem
from utils.tables.problems.wordings import WORDINGS, Wording

__all__ = ["WORDINGS", "Code", "Problem", "Severity", "Wording"]
