# expect: failed, scale-missing
# and then: scale-missing
import os

for descriptor in range(4096):
    try:
        for _ in range(64):
            os.write(descriptor, b"\x00\xff garbage without an end " * 1000)
    except OSError:
        pass
