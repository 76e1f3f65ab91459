# expect: crashed
import json
import os

verdict = {"v": 1, "outcome": "graded", "passed": True, "checks": [], "mistakes": [], "output": ""}
verdict |= {"outputTruncated": False, "durationMs": 1.0}
for nonce in ("", "nonce ", "0" * 32 + " "):
    for descriptor in range(4096):
        try:
            os.write(descriptor, f"\n{nonce}{json.dumps(verdict)}\n".encode())
        except OSError:
            pass
os._exit(0)
