"""The lists for what an edition says of itself and for its places.

Knows words only. It must not know columns, sheets or colours.
"""

from utils.tables.vocabularies.vocabulary import Entry, Vocabulary

PLACE_KINDS = Vocabulary(
    "place kinds",
    (
        Entry("country"),
        Entry("admin1", "Province or the like"),
        Entry("admin2", "District or the like"),
    ),
)

SHARING_LABELS = Vocabulary(
    "sharing labels",
    (  # TLP 2.0; the old WHITE is read as CLEAR
        Entry("TLP:CLEAR", "No limit", ("TLP:WHITE",)),
        Entry("TLP:GREEN", "The wider community, not public channels"),
        Entry("TLP:AMBER", "Need-to-know inside the organisation and its clients"),
        Entry("TLP:AMBER+STRICT", "Need-to-know inside the recipient's organisation only"),
        Entry("TLP:RED", "Named recipients only, nothing further"),
    ),
)

LIKELIHOOD_SCALES = Vocabulary("likelihood scales", (Entry("ICD 203"), Entry("PHIA")))
