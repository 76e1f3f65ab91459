"""Leaves a chain of processes, each the child of one that has ended."""

import os
import time

if os.fork() == 0:
    os.setsid()
    os.environ.clear()
    for _ in range(2000):
        if os.fork():
            os._exit(0)
        time.sleep(0.005)
