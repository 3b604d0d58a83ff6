import pytest

from utils.analysis.likelihood import SCALES, bounded, scale_named
from utils.tables.vocabularies import LIKELIHOOD_SCALES


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (1, "almost no chance"),
        (4.9, "almost no chance"),
        (5, "very unlikely"),
        (20, "unlikely"),
        (44.9, "unlikely"),
        (45, "roughly even chance"),
        (55, "likely"),
        (79.9, "likely"),
        (80, "very likely"),
        (95, "almost certain"),
        (99, "almost certain"),
    ],
)
def test_bands_of_icd_203_hold_their_lower_edge(percent, word):
    assert SCALES["ICD 203"].band(percent / 100).word == word


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (5, "remote chance"),
        (7.4, "remote chance"),
        (7.5, "highly unlikely"),
        (22.4, "highly unlikely"),
        (22.5, "unlikely"),
        (37.5, "realistic possibility"),
        (52.5, "likely"),
        (77.5, "highly likely"),
        (92.5, "almost certain"),
    ],
)
def test_the_gaps_of_phia_are_cut_in_the_middle(percent, word):
    assert SCALES["PHIA"].band(percent / 100).word == word


@pytest.mark.parametrize("scale", SCALES.values(), ids=lambda scale: scale.name)
def test_every_probability_has_a_word_and_no_word_comes_twice(scale):
    words = [scale.band(percent / 1000).word for percent in range(1001)]
    assert list(dict.fromkeys(words)) == [band.word for band in scale.bands]
    assert all(band.low < band.high for band in scale.bands)


@pytest.mark.parametrize(("probability", "held"), [(0.0, 0.01), (0.001, 0.01), (0.5, 0.5), (1.0, 0.99)])
def test_nothing_is_certain(probability, held):
    assert bounded(probability) == held


@pytest.mark.parametrize("number", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_has_no_word(number):
    with pytest.raises(ValueError, match="no probability"):
        SCALES["PHIA"].band(number)


def test_every_scale_of_the_settings_is_there_and_icd_203_stands_in():
    assert tuple(SCALES) == LIKELIHOOD_SCALES.labels
    assert scale_named("PHIA").name == "PHIA"
    assert scale_named(None).name == "ICD 203"
