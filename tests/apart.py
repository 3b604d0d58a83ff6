"""Work for a process of its own that goes well, or wrong in every way that a stranger's file can make it."""

import os
import subprocess
import sys
import tempfile
import time


def echo(parts, progress):
    """The parts as they came, with the environment and a line on the standard output that is no answer."""
    print("this is no answer")  # noqa: T201  # it must not end up among the answers
    progress("half", 0.5)
    progress("done", 1.0)
    return {**parts, "environment": "\n".join(sorted(os.environ)).encode()}


def sleep(_parts, progress):
    """Never ends, with a child that never ends either; tells the child's number."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    progress(f"child {child.pid}", 0.0)
    time.sleep(600)


def spin(_parts, _progress):
    """Never ends, and is never idle."""
    while True:
        pass


def hoard(_parts, _progress):
    """Takes all memory there is."""
    held = []
    while True:
        held.append(b"x" * 50_000_000)


def abort(_parts, _progress):
    """Ends as a library does that was given no memory."""
    os.abort()


def fail(_parts, _progress):
    """Has a mistake in it."""
    raise KeyError("a mistake of ours")


def leave(_parts, _progress):
    """Ends without an answer."""
    os._exit(0)


def write(_parts, progress):
    """Leaves a file behind."""
    file = tempfile.NamedTemporaryFile(delete=False)  # noqa: SIM115
    file.write(b"x" * 100)
    progress(file.name, 0.0)
    return {}


def flood(_parts, _progress):
    """Writes without end."""
    with tempfile.TemporaryFile() as file:
        while True:
            file.write(b"x" * 50_000_000)


def talk(_parts, _progress):
    """Says more than anyone wants to hear, then fails."""
    for _ in range(100_000):
        print("x" * 100, file=sys.stderr)  # noqa: T201
    raise RuntimeError("after all that")
