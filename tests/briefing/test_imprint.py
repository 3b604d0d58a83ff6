import io

import pytest
import zxingcpp
from PIL import Image

from utils.briefing.imprint import LONGEST_CODED, NOWHERE, Imprint
from utils.briefing.pixels import png_of

ADDRESS = "https://desk.example/editions/1/briefing.html?from=2026-01-01&to=2026-06-02&district=alder"


@pytest.mark.parametrize("address", [ADDRESS, ADDRESS + "&near=" + "x" * (LONGEST_CODED - len(ADDRESS) - 6)])
def test_a_camera_reads_the_very_address_that_is_printed(address):
    drawn = Image.open(io.BytesIO(png_of(Imprint(address).code)))
    (read,) = zxingcpp.read_barcodes(drawn)
    assert read.text == address


@pytest.mark.parametrize("imprint", [NOWHERE, Imprint("x" * (LONGEST_CODED + 1))])
def test_no_code_is_drawn_where_no_camera_could_use_it(imprint):
    assert imprint.code == ""
