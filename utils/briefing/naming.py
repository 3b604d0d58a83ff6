"""What a document's file is called, so that two in one folder are told apart.

Knows a choice. It must not know what is in the file.
"""

from utils.analysis.filters import DIMENSIONS, Filters
from utils.tables.vocabularies import slug

_LONGEST = 120
_CHOICES = 3
_SHORT = "-summary"


def file_name(stem: str, as_of: str, filters: Filters, form: str, *, short: bool = False) -> str:
    """The name in ASCII: what it is, the as-of date, the first choices, and whether it is the summary of two pages."""
    chosen = [slug(value) for dimension in DIMENSIONS for value in filters.chosen(dimension)]
    name = "-".join([stem, as_of, *chosen[:_CHOICES]])
    return f"{name.encode('ascii', 'ignore').decode()[:_LONGEST]}{_SHORT if short else ''}.{form}"
