"""Attaches to the parent, and writes into its memory, in three ways."""

import ctypes
import os

parent = os.getppid()
libc = ctypes.CDLL(None, use_errno=True)
if libc.ptrace(16, parent, None, None) == 0:  # PTRACE_ATTACH, which stops it for good
    os._exit(0)
with open(f"/proc/{parent}/maps") as maps:
    start = next(int(line.split("-")[0], 16) for line in maps if "[heap]" in line)
with open(f"/proc/{parent}/mem", "r+b", buffering=0) as memory:
    memory.seek(start)
    memory.write(b"\0" * 65536)
