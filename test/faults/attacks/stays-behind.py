"""Leaves a daemon without a mark: no environment, no folder, no session, another program."""

import os

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.chdir("/")
        os.execve("/bin/sleep", ["left-by-an-attack", "3600"], {})
    os._exit(0)
