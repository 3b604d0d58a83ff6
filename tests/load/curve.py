"""The curve of a load: memory, open files and readers over time, drawn as the app draws its charts.

Knows the rows that `--curve` writes. It must not know how they came about.
"""

import json
import sys
from pathlib import Path
from typing import Any

from utils.visuals.drawing import close, svg_of

LINES = (("MB of memory, the app's process", 2), ("Open files", 5), ("Readers present", 1))
"""What is drawn, and where it stands in a row."""


def spec_of(rows: list[list[float]]) -> dict[str, Any]:
    """One panel a line, with the same minutes below all."""
    values = [{"line": name, "minute": row[0] / 60, "value": row[at]} for row in rows for name, at in LINES]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "facet": {"row": {"field": "line", "title": None, "sort": [name for name, _ in LINES]}},
        "spec": {
            "width": 560,
            "height": 90,
            "mark": {"type": "line", "color": "#0B5C6B"},
            "encoding": {
                "x": {"field": "minute", "type": "quantitative", "title": "Minutes"},
                "y": {"field": "value", "type": "quantitative", "title": None},
            },
        },
        "resolve": {"scale": {"y": "independent"}},
        "config": {"header": {"labelOrient": "top", "labelAnchor": "start"}, "background": "white"},
    }


if __name__ == "__main__":
    written, drawn = map(Path, sys.argv[1:])
    drawn.write_text(svg_of([spec_of(json.loads(written.read_text()))])[0])
    close()
