"""The briefing's page as a whole: what stands open, what is folded with its number, and that nothing is left out."""

import itertools
import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from tests.drawn import an_edition, an_incident
from utils.analysis.filters import options_of
from utils.editions.shipped import read_shipped
from utils.visuals.geography import read_base
from utils.visuals.palette import LIGHT
from utils.web.panels import prose
from utils.web.panels.prose import LIMITS
from utils.web.shelf import Shelf
from utils.web.view import View

ROOT = Path(__file__).parents[2]


def opened(edition):
    view = View(
        Shelf(edition, options := options_of(edition.dataset, edition.as_of), read_base(ROOT / "data" / "reference")),
        options.home,
        (),
        LIGHT,
    )
    app = AppTest.from_file(ROOT / "pages" / "briefing.py", default_timeout=90)
    app.session_state["view_shown"] = view
    app.run()
    assert not app.exception, app.exception
    return view, app


def markup(app):
    return "".join(part.proto.body for part in app.get("html"))


def words(text):
    return " ".join(unescape(re.sub(r"<sup>.*?</sup>|<[^>]+>", " ", text)).split())


@pytest.fixture(scope="module")
def shipped():
    return opened(read_shipped(ROOT / "data"))


def test_the_page_says_every_sentence_every_number_and_every_row_of_the_document(shipped):
    view, app = shipped
    told = words(markup(app))
    for part in view.briefing.sections:
        for sentence in part.sentences:
            assert " ".join(sentence.text.split()) in told, sentence.rule
        for strip in part.strips:
            assert strip.number in told
        for row in part.grid.rows if part.grid else ():
            assert all(cell in told for cell in row), (part.key, row)
    assert len(app.get("vega_lite_chart")) == sum(len(part.charts) for part in view.briefing.sections)


def test_what_sets_limits_is_never_folded(shipped):
    view, app = shipped
    open_words = words(re.sub(r"<details>.*?</details>", " ", markup(app)))
    limits = [sentence for part in view.briefing.sections for sentence in part.sentences if sentence.rule in LIMITS]
    assert {sentence.rule for sentence in limits} == LIMITS
    for sentence in limits:
        assert " ".join(sentence.text.split()) in open_words


def test_every_fold_of_sentences_gives_their_number(shipped):
    folds = re.findall(
        r'<summary>(\d+) more sentences?</summary><div class="told">(.*?)</div></details>', markup(shipped[1])
    )
    assert folds
    for number, folded in folds:
        assert folded.count("<p>") == int(number)


def test_every_link_of_the_contents_leads_to_one_heading_below(shipped):
    told = markup(shipped[1])
    contents = re.search(r'<nav class="contents".*?</nav>', told).group()
    keys = re.findall(r'href="#([^"]+)"', contents)
    assert len(keys) > 10
    for key in keys:
        assert len(re.findall(rf'<h[23] id="{key}"', told)) == 1, key
        assert told.index(f' id="{key}"') > 0


def test_headings_come_in_order(shipped):
    levels = [int(level) for level in re.findall(r"<h(\d)[ >]", markup(shipped[1]))]
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_an_edition_of_one_incident_is_a_whole_page_too():
    view, app = opened(an_edition(an_incident()))
    told = words(markup(app))
    for part in view.briefing.sections:
        assert all(" ".join(sentence.text.split()) in told for sentence in part.sentences)


def test_the_answer_is_given_a_moment_to_be_drawn_once_a_session_before_all_else(monkeypatch):
    said, waited = [], []
    monkeypatch.setattr(prose, "MOMENT", 0.3)
    monkeypatch.setattr(prose.st, "html", lambda body, **_: said.append(body))
    monkeypatch.setattr(prose, "time", SimpleNamespace(sleep=lambda seconds: waited.append((seconds, len(said)))))
    _, app = opened(an_edition(an_incident()))
    assert [seconds for seconds, _ in waited] == [0.3]
    before = "".join(said[: waited[0][1]])
    assert "Bottom line" in before
    assert "Key judgements" not in before
    app.run()
    assert len(waited) == 1
