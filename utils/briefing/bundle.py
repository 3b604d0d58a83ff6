"""The evidence behind a briefing as one zip: the PDF, the rows as spreadsheets, sources, codebook, manifest.

Knows what an auditor needs and how each file is written. It must not know which rows a choice keeps.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from utils.analysis.filters import Filters
from utils.briefing.characters import visible
from utils.briefing.document import Briefing
from utils.briefing.imprint import Imprint
from utils.briefing.kept import Kept, kept_rows
from utils.briefing.packing import packed
from utils.briefing.rows import as_csv, rows_of
from utils.editions.edition import Edition
from utils.tables import codebook, schema
from utils.tables.templates import write_workbook

PDF, CODEBOOK, SOURCES, CITING, MANIFEST = (
    "briefing.pdf",
    "tables.md",
    "sources.csv",
    "HOW-TO-CITE.txt",
    "manifest.json",
)


@dataclass(frozen=True)
class Origin:
    """Where a bundle comes from: the imprint of its view, and the version of the program."""

    imprint: Imprint
    version: str


def pack_evidence(edition: Edition, filters: Filters, briefing: Briefing, pdf: bytes, origin: Origin) -> bytes:
    """The bundle of that view. The same edition, choice, PDF and origin give the same bytes.

    Rows of origins whose terms forbid passing them on are left out, counted and named in the manifest.
    """
    kept = kept_rows(edition, filters)
    files = {PDF: pdf, **_spreadsheets(kept), SOURCES: as_csv(schema.SOURCES, kept.frames["sources"])}
    files[CODEBOOK] = codebook.pages()[CODEBOOK].encode()
    files[CITING] = _how_to_cite(edition, briefing, origin, kept).encode()
    files[MANIFEST] = _manifest(edition, briefing, origin, kept, files).encode()
    return packed(files)


def _spreadsheets(kept: Kept) -> dict[str, bytes]:
    """The kept rows in the form of our own spreadsheets, with the row of tags; a file without a row is left out."""
    return {
        name: write_workbook(
            tables, {table.name: rows_of(table, kept.frames[table.name]) for table in tables}, hxl=True
        )
        for name, tables in schema.SPREADSHEETS.items()
        if any(len(kept.frames[table.name]) for table in tables)
    }


def _how_to_cite(edition: Edition, briefing: Briefing, origin: Origin, kept: Kept) -> str:
    about = edition.dataset.about
    address = f" {origin.imprint.address}" if origin.imprint.address else ""
    lines = [
        f"{briefing.label}",
        "",
        "Cite this view as:",
        f"  {briefing.title}. {briefing.edition_line}. {briefing.period}.{address}",
        "",
        "What was selected:",
        *(f"  {name}: {chosen}" for name, chosen in briefing.filter_lines),
        "",
        "Cite a row by its id and edition, and with it the sources that it names: they are in sources.csv. A figure",
        "claimed by somebody is cited with the claimant. Figures of rival claimants are never added to each other.",
        "",
        "The spreadsheets hold the rows that the selection keeps; a row may name another that it does not keep.",
        "The outlook, published counts, places and settings are whole. tables.md says what every column holds.",
        *(_left_out_line(kept) if kept.left_out else ()),
        *(("", f"Licence of the data: {about.licence}") if about.licence else ()),
        *(("", briefing.disclaimer) if briefing.disclaimer else ()),
        *(("", briefing.boundary_note) if briefing.boundary_note else ()),
    ]
    return visible("\n".join(lines)) + "\n"


def _left_out_line(kept: Kept) -> Iterable[str]:
    yield ""
    yield "Left out, because the terms of their origin forbid passing the rows on:"
    for one in kept.left_out:
        yield f"  {one.rows} of {one.table} from {one.origin}"


def _manifest(edition: Edition, briefing: Briefing, origin: Origin, kept: Kept, files: Mapping[str, bytes]) -> str:
    told = {
        "title": briefing.title,
        "label": briefing.label,
        "edition": {"number": edition.number, "digest": edition.digest, "draft": edition.draft},
        "as_of": briefing.date.isoformat() if briefing.date else None,
        "filters": dict(briefing.filter_lines),
        "query": briefing.query,
        "address": origin.imprint.address or None,
        "program": {"name": "briefbook", "version": origin.version},
        "rows": {table.name: len(kept.frames[table.name]) for table in schema.TABLES},
        "left_out": [asdict(one) for one in kept.left_out],
        "files": [
            {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in files.items()
        ],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
