"""Specifications to SVG, drawn by vl-convert in a child process of its own.

Knows vl-convert, which stops every thread of its process while it draws: hence the child, started once and kept warm.
It must not know what is drawn. Nothing is fetched: data stands in the specification, fonts in the folder beside.
"""

import hashlib
import json
import multiprocessing
import re
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from pathlib import Path
from typing import Any

from utils.visuals.palette import FONT

FONTS = Path(__file__).parent / "fonts"
PATIENCE = 120
"""Seconds after which a drawing is given up; a page of charts takes one or two."""


SVG_FONT = FONT.replace('"', "'")
MEASURED, MEASURED_BACK = "&#39;Source Sans 3&#39;", "&amp;#39;Source Sans 3&amp;#39;"
"""vl-convert measures text by putting the font's name into an attribute as it stands. A bare name that ends in a digit
is not read there, and every text is then taken for a third wider than it is; written like this it is found."""


NUMBERED = re.compile(r"(?<=[\"#])(clip|gradient_)(\d+)(?=[\")])")
"""An id that Vega gave, where it is set and where it is pointed to."""


class DrawingError(Exception):
    """A specification could not be drawn."""


class Studio:
    """One child process that draws. When it dies it is replaced, and the drawing tried once more."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: ProcessPoolExecutor | None = None

    def draw(self, specs: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
        """The specifications as SVG, in their order."""
        texts = tuple(_ready(spec) for spec in specs)
        if not texts:
            return ()
        try:
            return self._ask(texts)
        except BrokenProcessPool:
            self.close()
            return self._ask(texts)

    def close(self) -> None:
        """End the child; the next drawing starts another."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.shutdown(wait=False, cancel_futures=True)

    def _ask(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        with self._lock:
            if self._child is None:
                self._child = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
            child = self._child
        try:
            return child.submit(_drawn, texts).result(timeout=PATIENCE)
        except (ValueError, TimeoutError) as error:
            raise DrawingError(f"a chart could not be drawn: {error}") from error


_studio = Studio()


def svg_of(specs: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The specifications as SVG, in their order. The same specification gives the same text in any process."""
    return _studio.draw(specs)


def warm_up() -> None:
    """Start the child and let it draw once, so that the first reader of a document does not wait for that."""
    _studio.draw([{"data": {"values": [{}]}, "mark": "point"}])


def is_alive() -> bool:
    """Whether the child lives. One that has died is replaced when the next drawing is asked for."""
    return any(child.is_alive() for child in multiprocessing.active_children())  # the app has no other of this kind


def close() -> None:
    """End the child."""
    _studio.close()


def _drawn(texts: tuple[str, ...]) -> tuple[str, ...]:
    _learn_fonts()
    import vl_convert  # noqa: PLC0415  # in the child alone: it takes 65 MB

    drawn = (vl_convert.vegalite_to_svg(text, allowed_base_urls=[]) for text in texts)
    return tuple(_renumbered(svg.replace(MEASURED_BACK, SVG_FONT)) for svg in drawn)


def _renumbered(svg: str) -> str:
    """The drawing with ids of its own: Vega numbers clips on and on through a process, so they told its history.

    They begin with a digest of the drawing, lest two drawings on one page share an id.
    """
    order: dict[str, int] = {}
    numbered = NUMBERED.sub(lambda found: f"{found[1]}{order.setdefault(found[2], len(order))}", svg)
    digest = hashlib.sha256(numbered.encode()).hexdigest()[:10]
    return NUMBERED.sub(lambda found: f"{found[1]}-{digest}-{found[2]}", numbered)


def _ready(spec: Mapping[str, Any]) -> str:
    config = spec.get("config", {})
    measured = {**spec, "config": {**config, "font": MEASURED}} if config.get("font") == FONT else spec
    return json.dumps(measured, ensure_ascii=False)


@cache
def _learn_fonts() -> None:
    import vl_convert  # noqa: PLC0415

    vl_convert.register_font_directory(str(FONTS))
