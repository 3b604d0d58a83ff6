"""Files put together as one, so that the same files give the same bytes.

Knows zip. It must not know what the files are.
"""

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (2026, 1, 1, 0, 0, 0)
_FOR_ALL_TO_READ = 0o644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files by name, in their order, without the moment or the machine of its writing."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr, entry.create_system = _FOR_ALL_TO_READ, 3
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def repacked(content: bytes) -> bytes:
    """The zip again, without the moment of its writing."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return packed({name: source.read(name) for name in source.namelist()})
