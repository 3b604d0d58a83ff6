"""Whole columns of text: cut, joined, looked up and counted at once.

Knows Arrow's arrays, in which a null is an empty cell. It must not know tables, files or origins.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

Text: TypeAlias = pa.Array
"""Strings, null where the cell is empty."""

Mask: TypeAlias = pa.Array
"""Truths, never null once it has been through `sure`."""

_WHOLE = r"^[+-]?[0-9]{1,18}(\.0+)?$"


def trimmed(values: Text) -> Text:
    """The texts without white space around them; null where nothing is left."""
    cut = pc.utf8_trim_whitespace(values)
    return pc.if_else(sure(pc.not_equal(cut, "")), cut, None)


def repeated(text: str | None, height: int) -> Text:
    """The same text in every row."""
    return pa.array([text] * height, pa.string())


def sure(mask: Mask) -> Mask:
    """The truths, with false where it is not known."""
    return pc.coalesce(mask, False)


def said(*parts: Text | str) -> Text:
    """The parts one after the other; null where any of them is."""
    return pc.binary_join_element_wise(*parts, "", null_handling="emit_null")


def sentence(*parts: Text | str) -> Text:
    """The parts one after the other, with a full stop unless they end in one; null where any part is."""
    text = said(*parts)
    return chosen(pc.match_substring_regex(text, r"[.!?…]$"), text, said(text, "."))


def joined(*parts: Text, by: str = " ") -> Text:
    """The parts that are there, with `by` between them; null where none is.

    Two by two, as Arrow's own joining that skips nulls loses the rows in which all parts are null.
    """
    return reduce(lambda left, right: pc.coalesce(said(left, by, right), left, right), parts)


def first_of(*values: Text | str) -> Text:
    """The first of the texts that is there, row by row."""
    return pc.coalesce(*values)


def chosen(mask: Mask, then: Text | str | None, otherwise: Text | str | None = None) -> Text:
    """`then` where the mask is true, `otherwise` where it is false or not known."""
    either = [
        pa.scalar(value, pa.string()) if not isinstance(value, pa.Array) else value for value in (then, otherwise)
    ]
    return pc.if_else(sure(mask), *either)


def cut(values: Text, pattern: str) -> Text:
    """The texts without what the pattern finds; null where nothing is left."""
    return trimmed(pc.replace_substring_regex(values, pattern, ""))


def whole(values: Text) -> pa.Array:
    """The whole numbers among the texts (3, 3.0, -9), as integers; null for all others."""
    digits = pc.replace_substring_regex(values, r"(\.0+|\+)", "")
    return pc.cast(chosen(pc.match_substring_regex(values, _WHOLE), digits), pa.int64())


def one_of(values: Text, *allowed: str) -> Mask:
    """Where the text is one of these, whatever its case."""
    return sure(pc.is_in(pc.utf8_lower(values), pa.array([text.lower() for text in allowed])))


def means(values: Text, code: str) -> Mask:
    """Where the text is this code; 1 and 1.0 are the same."""
    return one_of(values, code, f"{code}.0")


def looked_up(values: Text, codes: Mapping[str, str | None]) -> Text:
    """What each text stands for, whatever its case; 1 and 1.0 are the same. Null where it stands for nothing."""
    known = {code.lower(): meaning for code, meaning in codes.items()}
    keys = pc.replace_substring_regex(pc.utf8_lower(values), r"^([0-9]+)\.0+$", r"\1")
    return pa.array(known.values(), pa.string()).take(pc.index_in(keys, pa.array(known, pa.string())))


def is_known(values: Text, codes: Mapping[str, str | None]) -> Mask:
    """Where the text is one of the codes, also of those that stand for nothing."""
    return pc.is_valid(looked_up(values, dict.fromkeys(codes, "known")))


def decoded(values: Text, codes: Mapping[str, str | None], empty: str | None = None) -> Text:
    """What each text stands for; `empty` where there is none, and the text itself where it is not a known code.

    A code that is not known stays, so that reading names it as a problem at its cell.
    """
    meaning = chosen(is_known(values, codes), looked_up(values, codes), values)
    return chosen(pc.is_null(values), empty, meaning)
