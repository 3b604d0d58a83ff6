"""The columns that say where: province, district, place, point and how exactly it is known.

Knows single columns. It must not know the tables.
"""

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind

ADMIN1 = Column(
    "admin1",
    "Province",
    Kind.TEXT,
    "Province or the like, as named on the Places sheet.",
    required=True,
    refers_to="places",
    other_headings=("admin 1",),
    hxl="#adm1+name",
    width=14,
)

ADMIN2 = Column(
    "admin2",
    "District",
    Kind.TEXT,
    "District or the like, as named on the Places sheet. Empty when not known.",
    refers_to="places",
    other_headings=("admin 2",),
    hxl="#adm2+name",
    width=14,
)

PLACE = Column("place", "Place", Kind.TEXT, "Town, road, camp or building, as reported.", hxl="#loc+name", width=30)

LATITUDE = Column(
    "latitude",
    "Latitude",
    Kind.DECIMAL,
    "Decimal degrees, north positive.",
    minimum=-90,
    maximum=90,
    other_headings=("lat",),
    hxl="#geo+lat",
    width=10,
)

LONGITUDE = Column(
    "longitude",
    "Longitude",
    Kind.DECIMAL,
    "Decimal degrees, east positive.",
    minimum=-180,
    maximum=180,
    other_headings=("lon", "long"),
    hxl="#geo+lon",
    width=10,
)

GEO_PRECISION = Column(
    "geo_precision",
    "Place precision",
    Kind.CHOICE,
    "How exactly the point is known.",
    required=True,
    vocabulary=words.GEO_PRECISIONS,
    hxl="#geo+prec",
    width=10,
)
