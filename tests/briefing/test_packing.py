import io
import os
import time
import zipfile

from utils.briefing.packing import packed, repacked

FILES = {"b.txt": b"two", "a.txt": b"one" * 1000}


def test_files_come_out_as_they_went_in_and_in_their_order():
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as held:
        assert {name: held.read(name) for name in held.namelist()} == FILES
        assert held.namelist() == list(FILES)


def test_neither_moment_nor_zone_of_writing_is_in_the_bytes(monkeypatch):
    first = packed(FILES)
    monkeypatch.setitem(os.environ, "TZ", "Pacific/Kiritimati")
    time.tzset()
    assert packed(FILES) == first


def test_another_programs_zip_loses_the_moment_of_its_writing():
    def written(year):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as target:
            target.writestr(zipfile.ZipInfo("a.txt", (year, 1, 1, 0, 0, 0)), b"one")
        return content.getvalue()

    assert written(2020) != written(2021)
    assert repacked(written(2020)) == repacked(written(2021))
