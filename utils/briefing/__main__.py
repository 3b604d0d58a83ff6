"""`python -m utils.briefing`: writes the briefing of a folder of spreadsheets as a PDF.

Knows the command line. It must not know how a briefing is composed or set.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs

from utils.analysis.filters import from_query, options_of
from utils.briefing.compose import compose
from utils.briefing.pdf import render_pdf
from utils.editions.shipped import read_shipped
from utils.visuals.geography import read_base
from utils.visuals.palette import PAPER


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 when the PDF is written. What of the query could not be followed is told."""
    parser = argparse.ArgumentParser(prog="python -m utils.briefing", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"), help="the folder of spreadsheets")
    parser.add_argument("--reference", type=Path, default=Path("data/reference"), help="the folder of the base map")
    parser.add_argument("--out", type=Path, default=Path("briefing.pdf"), help="where the PDF is put")
    parser.add_argument("--query", default="", help="the filters, as in a link: district=alder&from=2026-01-01")
    given = parser.parse_args(arguments)
    edition = read_shipped(given.data)
    options = options_of(edition.dataset, edition.as_of)
    filters, ignored = from_query(parse_qs(given.query), options)
    base = read_base(given.reference)
    briefing = compose(edition, filters, ignored=ignored, options=options, base=base, look=PAPER)
    given.out.write_bytes(render_pdf(briefing))
    for line in briefing.ignored:
        print(line, file=sys.stderr)  # noqa: T201  # telling is what a command line is for
    return 0


if __name__ == "__main__":
    sys.exit(main())
