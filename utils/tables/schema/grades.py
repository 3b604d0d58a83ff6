"""The two Admiralty grades, the same in every table that asks for them.

Knows two columns. It must not know the tables.
"""

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind

RELIABILITY = Column(
    "reliability",
    "Source grade",
    Kind.CHOICE,
    "How far the source is to be trusted (Admiralty): A best, E worst, F cannot be judged.",
    vocabulary=words.RELIABILITIES,
    other_headings=("reliability",),
    hxl="#x_reliability",
    width=8,
)

CREDIBILITY = Column(
    "credibility",
    "Claim grade",
    Kind.CHOICE,
    "How far the report itself is to be believed (Admiralty): 1 confirmed, 5 improbable, 6 cannot be judged.",
    vocabulary=words.CREDIBILITIES,
    other_headings=("credibility",),
    hxl="#x_credibility",
    width=8,
)
