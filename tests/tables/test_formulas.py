import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.tables.formulas import marks_of, open_document_marks, plain_marks

KINDS = st.sampled_from(["", ' t="s"', ' t="e"', ' t="str"'])
FORMULAS = st.sampled_from(
    ["", "<f>A1+1</f>", "<f>A1&lt;&amp;2</f>", '<f t="shared" ref="A1:A9" si="0">B1</f>', '<f t="shared" si="0"/>']
)
VALUES = st.sampled_from(["", "<v></v>", "<v/>", "<v>5</v>", "<v>#REF!</v>", "<v>a&amp;b</v>"])


@st.composite
def sheets(draw):
    rows = []
    for row in range(1, draw(st.integers(1, 4))):
        cells = [
            f'<c r="{letter}{row}" s="1"{draw(KINDS)}>{draw(FORMULAS)}{draw(VALUES)}</c>'
            if draw(st.booleans())
            else f'<c r="{letter}{row}" s="1"/>'
            for letter in "ACZ"
        ]
        rows.append(f'<row r="{row}">{"".join(cells)}</row>')
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>".encode()


@given(sheets())
def test_the_fast_way_finds_what_the_thorough_one_finds_or_leaves_it_to_it(xml):
    fast, thorough = plain_marks(xml), marks_of(xml)
    if fast is not None:
        assert fast.formulas == thorough.formulas
        assert fast.unsaved == thorough.unsaved
        assert fast.errors == thorough.errors


@pytest.mark.parametrize(
    "row",
    [
        '<x:row r="2"><x:c r="B2"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>',
        "<x:row r='2'><x:c r='B2'><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>",
        "<x:row/><x:row><x:c/><x:c><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>",
    ],
    ids=["with a prefix", "with single quotes", "without addresses"],
)
def test_a_formula_is_found_however_the_sheet_is_written(row):
    marks = marks_of(f'<x:worksheet xmlns:x="main"><x:sheetData>{row}</x:sheetData></x:worksheet>'.encode())
    assert (marks.formulas, marks.unsaved, marks.height, marks.width) == ({(2, 1): "1+1"}, set(), 2, 2)


@pytest.mark.parametrize("odd", ["<f >1</f >", "<f><![CDATA[1]]></f>", "<f>1<!-- x --></f>"])
def test_the_fast_way_leaves_what_it_cannot_follow_to_the_thorough_one(odd):
    xml = f'<sheetData><row r="1"><c r="A1">{odd}<v>1</v></c></row></sheetData>'.encode()
    assert plain_marks(xml) is None
    assert marks_of(xml).formulas == {(1, 0): "1"}


@pytest.mark.parametrize("read", [marks_of, open_document_marks])
def test_xml_that_breaks_off_is_an_error(read):
    with pytest.raises(ValueError, match="line 1"):
        read(b"<a><b>")


def test_a_row_or_cell_that_stands_for_many_counts_as_many():
    cell = "<t:table-cell {}/>".format
    xml = (
        "<d xmlns:t='t' xmlns:o='o'><t:table t:name='S'><t:table-row t:number-rows-repeated='3'>"
        + cell("t:number-columns-repeated='7'")
        + "</t:table-row><t:table-row t:number-rows-repeated='2'>"
        + cell("t:number-columns-repeated='2'")
        + cell("t:formula='of:=1' o:value-type='float' t:number-columns-repeated='4'")
        + cell("t:number-columns-repeated='99'")
        + "</t:table-row></t:table></d>"
    )
    marks = open_document_marks(xml.encode())["S"]
    assert (marks.formulas, marks.height, marks.width) == ({(4, 2): "of:=1"}, 5, 6)
