import pytest

from utils.web.markup import NOTHING, fold, link, literal, plain, table

HOSTILE = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onmouseover="x', "' onclick='x", "&lt;b&gt;"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_can_open_a_tag_or_leave_an_attribute(text):
    written = table((text, "B"), [(plain(text), plain(text))], caption=text) + link("https://a.example/" + text, text)
    assert "<script" not in written
    assert "<img" not in written
    assert '" on' not in written
    assert "' on" not in written


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://a.example", " https://x"]
)
def test_only_web_addresses_become_links(url):
    assert link(url, "text") == "text"


def test_a_link_to_another_host_tells_it_nothing():
    assert 'rel="noopener noreferrer"' in link("https://a.example", "A")


@pytest.mark.parametrize(
    "text", ["![x](http://evil.example/b.png)", "[a](javascript:x)", ":red[x]", "$x$", "*a*", ":material/map:"]
)
def test_markdown_in_a_label_is_shown_as_typed(text):
    marks = set("![]():$*_<>`")
    written = literal(text)
    for place, letter in enumerate(written):
        if letter in marks:
            assert written[place - 1] == "\\"


def test_each_row_is_named_by_its_lead_cell_and_each_cell_by_its_heading():
    written = table(("When", "What"), [("1 Feb", "fight")], caption="Rows")
    assert '<th scope="row">1 Feb</th>' in written
    assert '<td data-head="What">fight</td>' in written
    assert '<th scope="col">When</th>' in written
    assert "<caption>Rows</caption>" in written


def test_a_cell_that_says_nothing_is_marked_so_that_a_phone_leaves_it_out():
    written = table(("When", "Where", "What"), [("1 Feb", NOTHING, "fight"), ("2 Feb", "", "raid")])
    assert written.count('<td class="void"') == 2
    assert '<td data-head="What">fight</td>' in written


def test_numbers_stand_flush_right_with_their_heading_and_words_do_not():
    written = table(("Who", "Killed", "Wounded"), [("A", "22", "at least 3"), ("B", "1,362–1,400", "4"), ("C", "", "")])
    assert '<th scope="col" class="num">Killed</th>' in written
    assert '<td class="num" data-head="Killed">22</td>' in written
    assert '<td class="num void" data-head="Killed"></td>' in written
    assert '<th scope="col">Wounded</th>' in written


def test_what_is_folded_stands_behind_its_words_as_typed():
    assert fold("<b>3 rows</b>", "<p>x</p>") == (
        "<details><summary>&lt;b&gt;3 rows&lt;/b&gt;</summary><p>x</p></details>"
    )


def test_the_keyboard_reaches_a_table_that_scrolls_and_passes_one_that_becomes_cards():
    assert 'tabindex="0" role="group" aria-label="Rows &quot;1&quot;"' in table(
        ("A",), [("1",)], caption='Rows "1"', style="twin"
    )
    assert "tabindex" not in table(("A",), [("1",)])
