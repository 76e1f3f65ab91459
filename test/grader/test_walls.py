"""What a program that is checked can reach: only what it starts, and in a class its own folder."""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from grader import walls


def inside(act, **walled) -> int:
    """The exit code of a fork that acts behind walls: 0 if the act went through."""
    child = os.fork()
    if child == 0:
        walls.confine(**walled)
        try:
            act()
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@unittest.skipIf(walls.version() < 6, "the kernel has no Landlock that covers signals")
class Walls(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = Path(folder.name)
        self.own = self.top / "own"
        self.own.mkdir()
        self.other = self.top / "other.py"
        self.other.write_text("x = 1\n")

    def test_no_signal_reaches_who_was_there_before(self) -> None:
        sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
        self.addCleanup(sleeper.wait)
        self.addCleanup(sleeper.kill)
        self.assertEqual(inside(lambda: os.kill(sleeper.pid, signal.SIGKILL)), 1)
        self.assertEqual(inside(lambda: os.kill(os.getppid(), 0)), 1)
        self.assertIsNone(sleeper.poll())

    def test_its_own_processes_it_can_end(self) -> None:
        def act() -> None:
            child = os.fork()
            if child == 0:
                time.sleep(3600)
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)

        self.assertEqual(inside(act), 0)

    def test_no_process_outside_can_be_traced(self) -> None:
        def act() -> None:
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.ptrace(16, os.getppid(), None, None):
                raise OSError(ctypes.get_errno(), "ptrace")

        self.assertEqual(inside(act), 1)

    def test_files_are_free_outside_a_class(self) -> None:
        self.assertEqual(inside(lambda: self.other.unlink()), 0)

    def test_in_a_class_it_writes_to_its_own_folder_only(self) -> None:
        own = str(self.own)
        self.assertEqual(inside(lambda: (self.own / "x").touch(), own=own), 0)
        for act in (
            lambda: self.other.unlink(),
            lambda: self.other.rename(self.own / "y"),
            lambda: self.other.write_text(""),
            lambda: os.truncate(self.other, 0),
            lambda: (self.top / "new").mkdir(),
            lambda: os.symlink("/", self.top / "link"),
        ):
            self.assertEqual(inside(act, own=own), 1)
        self.assertEqual(self.other.read_text(), "x = 1\n")

    def test_in_a_class_it_reads_what_lies_beside_it(self) -> None:
        own, other = str(self.own), str(self.other)
        self.assertEqual(inside(lambda: self.other.read_text(), own=own), 1)
        self.assertEqual(inside(lambda: self.other.read_text(), own=own, beside=[other]), 0)
        self.assertEqual(inside(lambda: os.listdir(self.top), own=own, beside=[other]), 1)
        self.assertEqual(inside(lambda: os.listdir(sys.prefix), own=own), 0)

    def test_in_a_class_modes_and_times_stay(self) -> None:
        before = os.stat(self.other)

        def act() -> None:
            os.chmod(self.other, 0)
            os.chown(self.other, 1, 1)
            os.utime(self.other, (0, 0))

        self.assertEqual(inside(act, own=str(self.own)), 0)  # as if they had been done
        self.assertEqual(os.stat(self.other), before)


class Keeper(unittest.TestCase):
    @unittest.skipUnless(sys.platform == "linux", "only Linux has such keepers")
    def test_nothing_outlives_it(self) -> None:
        program = """
import os, sys, time
from grader import walls
walls.become_keeper()
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        for _ in range(3):
            if os.fork():
                os._exit(0)
        os.execve("/bin/sleep", ["kept-by-a-keeper", "3600"], {})
time.sleep(0.2)
assert walls.end_descendants()
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("alone")
"""
        src = str(Path(walls.__file__).parents[1])
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": src},
        )
        self.assertEqual(done.stdout, "alone\n", done.stderr)


if __name__ == "__main__":
    unittest.main()
