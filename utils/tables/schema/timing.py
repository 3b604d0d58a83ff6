"""The columns that say when: first day, last day and how exactly they are known.

Knows single columns. It must not know the tables.
"""

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind

START_DATE = Column(
    "start_date",
    "Start date",
    Kind.DATE,
    "First day. With a coarser precision, any day of that week or month.",
    required=True,
    hxl="#date+start",
    width=12,
)

END_DATE = Column(
    "end_date",
    "End date",
    Kind.DATE,
    "Last day; the start date again when it was one day. Empty when not known.",
    above="start_date",
    hxl="#date+end",
    width=12,
)

DATE_PRECISION = Column(
    "date_precision",
    "Date precision",
    Kind.CHOICE,
    "How exactly the date is known.",
    required=True,
    vocabulary=words.DATE_PRECISIONS,
    hxl="#date+prec",
    width=10,
)
