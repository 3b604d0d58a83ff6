"""One edition in which every column that takes free text holds text that would do harm if anything took it for more.

Driven by the schema: a column that is added there is poisoned here, and looked for wherever an edition is shown.
"""

from functools import lru_cache

from tests import drawn
from tests.drawn import files
from utils.editions.edition import Edition, digest_of
from utils.tables import schema
from utils.tables.about import SETTINGS
from utils.tables.columns import Column, Kind, Table
from utils.tables.dataset import assemble

POISON = (
    '=1+1 <script>alert(1)</script><img src=x onerror=alert(2)> " onload="x \' </td></w:t>]]> '
    "![b](https://evil.example/b.png) [l](javascript:alert(3)) [d](data:text/html,x) :red[r] :material/map: "
    r"$x^2$ #sys.inputs #import \u{41} \ `c` *b* _u_ {{7*7}} ${7*7} %00 &ltb&gt @cite"
)
"""Markup, script, a Markdown image, links that run, directives, LaTeX, Typst, a formula, templates, entities.

No semicolon: where names are listed, one ends a name.
"""

KEYS = {("views", "filters"), ("places", "name"), ("places", "pcode"), ("places", "pcode_edition")}
"""Filters are read as an address, names of places stand in the columns that name places, codes with their edition."""

_ROWS = {
    "incidents": [
        {
            **drawn.INCIDENT,
            "rival_actor": "x",
            "rival_account_by": "x",
            "target_nationality": "x",
        }
    ],
    "casualty_claims": [
        drawn.CLAIM,
        {**drawn.CLAIM, "claim_id": "C-2", "side": "militant", "killed_low": 9, "killed_high": 9},
    ],
    "published_counts": [drawn.COUNT],
    "responses": [drawn.RESPONSE],
    "regional_signals": [{**drawn.SIGNAL, "denied_by": "x"}],
    "projects": [drawn.PROJECT],
    "figures": [drawn.FIGURE, {**drawn.FIGURE, "figure_id": "F-2", "amount_usd_m": 900}],
    "scenarios": list(drawn.SCENARIOS),
    "indicators": [drawn.INDICATOR],
    "evidence": [drawn.EVIDENCE],
    "judgements": [drawn.JUDGEMENT],
    "sources": list(drawn.SOURCES),
    "views": [drawn.VIEW],
    "context": [drawn.STATEMENT],
}


def marker(table: str, column: str) -> str:
    """What stands behind the poison in that column, and nowhere else."""
    return f"~{table}.{column}~"


def poison(table: str, column: str) -> str:
    """The text in that column."""
    return f"{POISON} {marker(table, column)}"


def is_free(column: Column) -> bool:
    """Whether the column takes any text: no list, no number, no date, no name of another row."""
    return column.kind is Kind.TEXT and not column.refers_to and not column.vocabulary


def free_columns(table: Table) -> list[str]:
    """The columns of the table that take any text, beside its id and what is read as a word of ours."""
    free = [column.key for column in table.columns if is_free(column) and column is not table.id_column]
    return [key for key in free if (table.name, key) not in KEYS]


@lru_cache(maxsize=1)
def poisoned_files() -> dict[str, bytes]:
    """The spreadsheets."""
    rows = {
        table.name: [
            {**row, **{key: poison(table.name, key) for key in free_columns(table)}} for row in _ROWS[table.name]
        ]
        for table in schema.TABLES
        if table.name in _ROWS
    }
    poisoned = {key: poison("places", key) for key in free_columns(schema.PLACES)}
    places = [{**place, **poisoned} for place in drawn.PLACES]
    told = {setting.heading: poison("about", setting.heading) for setting in SETTINGS if is_free(setting)}
    told["Focus campaign"] = poison("incidents", "campaign")
    return files(rows.pop("incidents"), about=told, places=places, **rows)


@lru_cache(maxsize=1)
def poisoned_edition() -> Edition:
    """The edition that these spreadsheets make."""
    dataset, problems = assemble(poisoned_files())
    assert not problems, [str(problem) for problem in problems][:5]
    return Edition(1, digest_of(poisoned_files()), dataset)
