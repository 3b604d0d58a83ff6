"""The closed lists that a cell may be chosen from, each entry with its label, accepted spellings and order.

Knows words only. It must not know columns, sheets or colours.
"""

from utils.tables.vocabularies.context import CONTEXT_KINDS
from utils.tables.vocabularies.incidents import (
    ATTRIBUTIONS,
    COUNT_BOUNDS,
    COUNT_MEASURES,
    COUNTED_GROUPS,
    EVENT_TYPES,
    SIDES,
    STANDINGS,
    TACTICS,
    TARGETS,
    VICTIM_GROUPS,
)
from utils.tables.vocabularies.investments import (
    FINANCING_TYPES,
    MONEY_CLAIMANTS,
    MONEY_MEASURES,
    PROJECT_STATUSES,
    SECTORS,
)
from utils.tables.vocabularies.outlook import (
    FITS,
    INDICATOR_MEASURES,
    INDICATOR_STATES,
    JUDGEMENT_STATUSES,
    LIKELIHOOD_OF_STEP,
    LIKELIHOOD_STEPS,
)
from utils.tables.vocabularies.pages import PAGES
from utils.tables.vocabularies.qualities import (
    CREDIBILITIES,
    DATE_PRECISIONS,
    GEO_PRECISIONS,
    RELIABILITIES,
    SITE_PRECISIONS,
    YES_NO,
    YES_NO_UNKNOWN,
)
from utils.tables.vocabularies.reference import LIKELIHOOD_SCALES, PLACE_KINDS, SHARING_LABELS
from utils.tables.vocabularies.responses import (
    EVIDENCE_OFFERED,
    RESPONSE_STATUSES,
    RESPONSE_TYPES,
    SIGNAL_TYPES,
    STANCES,
)
from utils.tables.vocabularies.vocabulary import Entry, Vocabulary, slug

__all__ = [
    "ATTRIBUTIONS",
    "CONTEXT_KINDS",
    "COUNTED_GROUPS",
    "COUNT_BOUNDS",
    "COUNT_MEASURES",
    "CREDIBILITIES",
    "DATE_PRECISIONS",
    "EVENT_TYPES",
    "EVIDENCE_OFFERED",
    "FINANCING_TYPES",
    "FITS",
    "GEO_PRECISIONS",
    "INDICATOR_MEASURES",
    "INDICATOR_STATES",
    "JUDGEMENT_STATUSES",
    "LIKELIHOOD_OF_STEP",
    "LIKELIHOOD_SCALES",
    "LIKELIHOOD_STEPS",
    "MONEY_CLAIMANTS",
    "MONEY_MEASURES",
    "PAGES",
    "PLACE_KINDS",
    "PROJECT_STATUSES",
    "RELIABILITIES",
    "RESPONSE_STATUSES",
    "RESPONSE_TYPES",
    "SECTORS",
    "SHARING_LABELS",
    "SIDES",
    "SIGNAL_TYPES",
    "SITE_PRECISIONS",
    "STANCES",
    "STANDINGS",
    "TACTICS",
    "TARGETS",
    "VICTIM_GROUPS",
    "YES_NO",
    "YES_NO_UNKNOWN",
    "Entry",
    "Vocabulary",
    "slug",
]
