"""The codebook: what each table and column holds, and what each problem says, as pages of Markdown.

Knows the schema, the wordings of problems and the limits, and adds nothing to them.
It must not know files or how they are read.
"""

from collections.abc import Iterable, Iterator, Mapping

from utils.tables import schema
from utils.tables.about import SETTINGS
from utils.tables.columns import Column, Kind, Table
from utils.tables.limits import HOSTILE, Limits
from utils.tables.problems import WORDINGS, Code, Severity
from utils.tables.vocabularies import Vocabulary, slug

_STANDARD = Limits()
_BY_NAME = {table.name: table for table in schema.TABLES}

_GENERATED = (
    "<!-- Written by `python -m utils.tables docs docs/`. Change the schema or the wordings, not this page. -->"
)


def allowed(column: Column) -> str:
    """What a cell of the column may hold, in words, with every entry of its list."""
    if column.vocabulary is not None:
        return "; ".join(
            f"{entry.label} ({entry.meaning})" if entry.meaning else entry.label for entry in column.vocabulary.entries
        )
    return _free(column)


def _free(column: Column) -> str:
    """What a cell of a column without a list may hold."""
    if column.refers_to is not None:
        sheet = f"from the {_BY_NAME[column.refers_to].sheet} sheet"
        if column.kind is Kind.REFERENCES:
            return f"ids {sheet}, separated by semicolons"
        return f"a name {sheet}" if column.refers_to == schema.PLACES.name else f"an id {sheet}"
    kind = f"{column.kind.value}"
    if column.minimum is not None and column.maximum is not None:
        return f"{kind}, {column.minimum:g} to {column.maximum:g}"
    return f"{kind}, {column.minimum:g} or more" if column.minimum is not None else kind


def tables_page() -> str:
    """The page on all tables: by file and sheet every column, then the settings and the closed lists."""
    lines = [
        "# The tables",
        "",
        _GENERATED,
        "",
        "Headings are matched whatever their case, spaces or underscores; the other headings are taken too. A column",
        "marked “yes” is needed: a row in which it is empty or wrong is left out and named. Any other cell may be",
        "empty, which means “not known”, never zero. The last column gives the tag of the Humanitarian Exchange",
        "Language (HXL).",
    ]
    for file, tables in schema.SPREADSHEETS.items():
        lines += ["", f"## {file}"]
        for table in tables:
            lines += ["", *_table(table)]
    heads = ("Setting", "Needed", "What it holds", "Allowed")
    lines += ["", "## Settings", "", "The rows of the About sheet.", "", *_grid(heads, map(_setting, SETTINGS))]
    lines += [
        "",
        "## Lists",
        "",
        "A label is shown and stored; the other spellings are taken for it, and nothing else is.",
    ]
    for vocabulary in _vocabularies():
        rows = ((f"**{entry.label}**", entry.meaning, ", ".join(entry.spellings)) for entry in vocabulary.entries)
        lines += ["", f"### {_titled(vocabulary)}", "", *_grid(("Label", "Meaning", "Other spellings"), rows)]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.sheet}"
    yield ""
    yield table.help if table.needed else f"{table.help} An edition may do without this sheet."
    yield ""
    heads = ("Heading", "Other headings", "Needed", "What it holds", "Allowed", "HXL")
    yield from _grid(heads, map(_column, table.columns))


def _column(column: Column) -> tuple[str, ...]:
    names = {slug(name.replace("_", " ")): name for name in (*column.other_headings, column.key)}
    others = [name for form, name in names.items() if form != slug(column.heading)]
    needed, tag = "yes" if column.required else "", f"`{column.hxl}`" if column.hxl else ""
    return f"**{column.heading}**", ", ".join(others), needed, column.help, _listed(column), tag


def _setting(setting: Column) -> tuple[str, ...]:
    return f"**{setting.heading}**", "yes" if setting.required else "", setting.help, _listed(setting)


def _listed(column: Column) -> str:
    """What a cell may hold, with a link to its list on the same page."""
    if column.vocabulary is None:
        return _free(column)
    title = _titled(column.vocabulary)
    return f"one of the [{title.lower()}](#{slug(title)})"


def _titled(vocabulary: Vocabulary) -> str:
    return _capital(vocabulary.name)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _vocabularies() -> Iterable[Vocabulary]:
    columns = (column for table in schema.TABLES for column in table.columns)
    return dict.fromkeys(column.vocabulary for column in (*columns, *SETTINGS) if column.vocabulary is not None)


def problems_page(hostile: Iterable[tuple[str, Code | None]] = HOSTILE, limits: Limits = _STANDARD) -> str:
    """The page on all problems: by severity each code with what it says and its repair.

    Then how the files of strangers are answered, and the limits with the variables that set them.
    """
    lines = [
        "# The problems",
        "",
        _GENERATED,
        "",
        "Every problem has a code, the address of the cell as a spreadsheet program shows it, what was found, and its",
        "repair. In the wordings below, {found} stands for what the cell holds and {allowed} for what it may hold.",
    ]
    for severity in Severity:
        told = {code: wording for code, wording in WORDINGS.items() if wording.severity is severity}
        rows = ((f"`{code.value}`", told[code].says, told[code].repair) for code in Code if code in told)
        lines += ["", f"## {_capital(severity.value)}", "", *_grid(("Code", "What it says", "What to do"), rows)]
    answers = ((kind, f"`{code.value}`" if code else "") for kind, code in hostile)
    lines += ["", "## How strangers’ files are answered", "", *_grid(("File", "Code"), answers)]
    settings = ((f"`{name}`", f"{getattr(limits, field):,}", meaning) for field, name, meaning in limits.named)
    where = "They hold for uploads, for the data folder and for the command lines alike."
    lines += ["", "## Limits", "", where, "", *_grid(("Variable", "Unless set", "The most that is read"), settings)]
    return "\n".join(lines) + "\n"


def pages() -> Mapping[str, str]:
    """Both pages, by the name of the file that holds each."""
    return {"tables.md": tables_page(), "problems.md": problems_page()}


def _grid(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _line(heads)
    yield _line(("---",) * len(heads))
    yield from (_line(row) for row in rows)


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
