"""Stands for the grader where only its processes matter: without torch, it passes what ends."""

from __future__ import annotations

import json
import runpy
import sys

print('ready {"v": 1, "torch": "none", "python": "3"}', flush=True)
line = sys.stdin.readline()
if line.strip():
    request = json.loads(line)
    runpy.run_path(request["file"])
    verdict = {
        "v": 1,
        "outcome": "graded",
        "passed": True,
        "checks": [],
        "mistakes": [],
        "output": "",
        "outputTruncated": False,
        "durationMs": 0,
    }
    print(f"\n{request['nonce']} {json.dumps(verdict)}", flush=True)
