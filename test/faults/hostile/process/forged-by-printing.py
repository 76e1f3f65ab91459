# expect: crashed
import json
import os

verdict = {"v": 1, "outcome": "graded", "passed": True, "checks": [], "mistakes": [], "output": ""}
verdict |= {"outputTruncated": False, "durationMs": 1.0}
for nonce in ("", "nonce ", "0" * 32 + " "):
    print(nonce + json.dumps(verdict), flush=True)
os._exit(0)
