"""What an edition says of itself: title, date, label, and the words that are somebody's judgement.

Knows the settings of the About sheet. It must not know any theatre.
"""

import datetime as dt
from dataclasses import dataclass, fields

from utils.tables import vocabularies as words
from utils.tables.cells import CellError, Typed, read_cell
from utils.tables.columns import Column, Kind
from utils.tables.problems import Code, Problem
from utils.tables.typed import TypedTable
from utils.tables.vocabularies import Entry, Vocabulary


@dataclass(frozen=True)
class About:
    """The settings of one edition; None where the sheet gives none."""

    title: str = "Briefing"
    theatre: str | None = None
    as_of: dt.date | None = None
    label: str | None = None
    likelihood_scale: str | None = None
    focus_campaign: str | None = None
    home_from: dt.date | None = None
    home_to: dt.date | None = None
    map_west: float | None = None
    map_south: float | None = None
    map_east: float | None = None
    map_north: float | None = None
    bottom_line: str | None = None
    bottom_line_confidence: str | None = None
    assessed_by: str | None = None
    coverage_note: str | None = None
    dense_from: dt.date | None = None
    dense_to: dt.date | None = None
    double_count_note: str | None = None
    boundary_note: str | None = None
    disclaimer: str | None = None
    licence: str | None = None


SETTINGS: tuple[Column, ...] = (
    Column("title", "Title", Kind.TEXT, "The briefing's title.", required=True),
    Column("theatre", "Theatre", Kind.TEXT, "The region that it is about, as named in sentences.", required=True),
    Column("as_of", "As of", Kind.DATE, "The last date that the record covers.", required=True),
    Column("label", "Label", Kind.CHOICE, "Who may see it (TLP 2.0).", required=True, vocabulary=words.SHARING_LABELS),
    Column(
        "likelihood_scale",
        "Likelihood scale",
        Kind.CHOICE,
        "The one scale for likelihood words.",
        vocabulary=words.LIKELIHOOD_SCALES,
    ),
    Column(
        "focus_campaign",
        "Focus campaign",
        Kind.TEXT,
        "The named operation that the briefing leads with, as in the column Campaign.",
    ),
    Column("home_from", "Home from", Kind.DATE, "First day of the period that opens by default."),
    Column("home_to", "Home to", Kind.DATE, "Last day of it; the as-of date when empty."),
    Column(
        "map_west", "Map west", Kind.DECIMAL, "West edge of the map that opens by default.", minimum=-180, maximum=180
    ),
    Column("map_south", "Map south", Kind.DECIMAL, "South edge.", minimum=-90, maximum=90),
    Column("map_east", "Map east", Kind.DECIMAL, "East edge.", minimum=-180, maximum=180),
    Column("map_north", "Map north", Kind.DECIMAL, "North edge.", minimum=-90, maximum=90),
    Column(
        "bottom_line",
        "Bottom line",
        Kind.TEXT,
        "The judgement that closes the bottom line. It is shown as an assessment, never as a finding.",
    ),
    Column(
        "bottom_line_confidence",
        "Bottom line confidence",
        Kind.TEXT,
        "How confident, and why, in a sentence of its own.",
    ),
    Column("assessed_by", "Assessed by", Kind.TEXT, "Whose judgement it is, and of when."),
    Column("coverage_note", "Coverage note", Kind.TEXT, "What the record does not cover."),
    Column(
        "dense_from",
        "Dense from",
        Kind.DATE,
        "First day of the time that is recorded more densely than the rest: a rise in counts there is partly that.",
    ),
    Column("dense_to", "Dense to", Kind.DATE, "Last day of it; the as-of date when empty."),
    Column("double_count_note", "Double count note", Kind.TEXT, "Which figures must not be added to each other."),
    Column("boundary_note", "Boundary note", Kind.TEXT, "The note printed with every map."),
    Column("disclaimer", "Disclaimer", Kind.TEXT, "What the document is not."),
    Column("licence", "Licence", Kind.TEXT, "Under which terms the data may be used."),
)

_NAMES = Vocabulary("settings", tuple(Entry(column.key, spellings=(column.heading,)) for column in SETTINGS))
if {column.key for column in SETTINGS} != {field.name for field in fields(About)}:
    raise TypeError("the settings and the fields of About differ")


def read_about(read: TypedTable) -> tuple[About, list[Problem]]:
    """The settings, typed, and their problems by the cell of the value."""
    given: dict[str, tuple[str | None, int]] = {}
    problems: list[Problem] = []
    for index, (name, value) in enumerate(zip(read.frame["setting"], read.frame["value"], strict=True)):
        key = _NAMES.label_for(name.replace("_", " "))
        if key is None:
            near = _NAMES.nearest(name)
            allowed = f"“{near}”" if near else f"one of: {', '.join(column.heading for column in SETTINGS)}"
            problems.append(read.problem(Code.SETTING_UNKNOWN, index, "setting", name, allowed))
        else:
            given[key] = (value if isinstance(value, str) else None, index)
    values: dict[str, Typed] = {}
    for column in SETTINGS:
        text, place = given.get(column.key, (None, None))
        try:
            values[column.key] = read_cell(column, text)
        except CellError as error:
            problems.append(_problem(read, column, error, text or "", place))
    known = {key: value for key, value in values.items() if value is not None}
    return About(**known), problems  # type: ignore[arg-type]  # each value is typed by its setting's kind


def _problem(read: TypedTable, column: Column, error: CellError, text: str, place: int | None) -> Problem:
    code = Code.SETTING_MISSING if error.code is Code.VALUE_MISSING else error.code
    allowed = column.heading if code is Code.SETTING_MISSING else error.allowed
    if place is None:
        return Problem(code, read.origins[0].file, read.table.sheet, found=text, allowed=allowed)
    return read.problem(code, place, "value", text, allowed)
