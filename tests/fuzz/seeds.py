"""What fuzzing begins from: one whole case for each way that a door branches.

Knows the doors' first bytes. It must not know what is made of the cases.
"""

import csv
import io
from pathlib import Path

from tests.drawn import CLAIM, INCIDENT, RESPONSE
from tests.fuzz.targets import _parts
from tests.planted import spoilt, whole
from utils.tables import schema
from utils.tables.importing import LAYOUTS

LINKS = (
    b"from=2026-01-01&to=2026-06-02&district=gwadar&district=noshki&type=battles&tactic=unknown&near=p-001",
    b"actor=perpetrator-not-identified&campaign=none&from=2026-02-30&to=",
)


SIGNS = (b"", b"<", b'" t="e', b"&#0;")
"""What is put into each part of a workbook: nothing, and what means something in XML and in cells."""


def seeds(door: str) -> list[bytes]:
    """The cases of one door."""
    made = {
        "text": [_sheet("incidents", INCIDENT), _sheet("casualty_claims", CLAIM), _sheet("responses", RESPONSE)],
        "file": [*whole().values(), spoilt()],
        "part": [bytes([at, 0, 1, at, 0, 3]) + sign for at in range(len(_parts())) for sign in SIGNS],
        "layout": [
            bytes([at]) + b"1,2026-01-31,1,Town,5,Group,PAK,Province,District,1.5,2.5\n" for at in range(len(LAYOUTS))
        ],
        "query": list(LINKS),
    }
    return made[door]


def write_seeds(door: str, folder: Path) -> None:
    """The cases as files in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, case in enumerate(seeds(door)):
        (folder / f"seed-{number}").write_bytes(case)


def _sheet(name, row):
    table = next(table for table in schema.TABLES if table.name == name)
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow([column.heading for column in table.columns])
    lines.writerow([row.get(column.key, "") for column in table.columns])
    return written.getvalue().encode()
