"""Feeds one door with bytes that libFuzzer makes up, for as long as it is told: `python tests/fuzz/fuzzing.py text`.

Arguments after the door's name are libFuzzer's own, such as `-max_total_time=600`. What breaks a promise is written to
the working directory; kept under `corpus/<door>/`, it is tried by every run of the tests from then on.
"""

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["utils.tables", "utils.analysis.filters"]):
    from tests.fuzz.seeds import write_seeds
    from tests.fuzz.targets import TARGETS

if __name__ == "__main__":
    door, *arguments = sys.argv[1:]
    grown, kept = ROOT / ".fuzz" / door, Path(__file__).parent / "corpus" / door
    write_seeds(door, grown)
    kept.mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], str(grown), str(kept), *arguments], TARGETS[door])
    atheris.Fuzz()
