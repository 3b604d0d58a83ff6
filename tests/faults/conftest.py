import shutil
import subprocess

import pytest

from tests.editions.conftest import postgres, store, url  # noqa: F401  # the same fixtures, for the same stores


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 12 MB of its own, gone with the test. Where one may not mount, the test is skipped."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount", path="/usr/bin:/bin")
    asked = [mount, "-t", "tmpfs", "-o", "size=12m", "briefbook-test", folder] if mount else ["false"]
    if subprocess.run(asked, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not permitted here")
    yield folder
    subprocess.run([shutil.which("umount", path="/usr/bin:/bin"), "--lazy", folder], check=True)


@pytest.fixture
def remounted():
    """Makes a disk read-only or writable again."""

    def remount(folder, how):
        mount = shutil.which("mount", path="/usr/bin:/bin")
        subprocess.run([mount, "-o", f"remount,{how}", folder], check=True)

    return remount
