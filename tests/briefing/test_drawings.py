import html
import re

import pytest

from utils.briefing.drawings import draw
from utils.visuals.drawing import svg_of

VEGA = (
    "#4c78a8", "#f58518", "#e45756", "#72b7b2", "#54a24b", "#eeca3b", "#b279a2", "#ff9da6", "#9d755d", "#bab0ac"
)  # fmt: skip
"""The colours that Vega takes where a chart names none."""


@pytest.mark.parametrize("query", ["", "district=gwadar", "from=2025-01-01&to=2025-01-02&district=zhob"])
def test_no_picture_falls_back_on_a_colour_that_is_not_the_houses(brief, shipped, query):
    drawn = draw(brief(shipped, query))
    assert drawn
    for name, svg in drawn.items():
        used = {colour.lower() for colour in re.findall("#[0-9a-fA-F]{6}", svg)}
        assert not used & set(VEGA), name
        assert "NaN" not in svg, name
        assert "Infinity" not in svg, name


def test_no_title_is_cut(home):
    pictures = [one for section in home.sections for one in section.pictures if "title" in one.spec]
    assert len(pictures) > 3
    for picture, svg in zip(pictures, svg_of([one.spec for one in pictures]), strict=True):
        for word in f"{picture.title} {picture.subtitle}".split():
            assert "…" not in word
            assert html.escape(word, quote=False) in svg, (picture.name, word)
