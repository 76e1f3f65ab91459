# expect: passed
# and then: solution.py
import os
import sys

assert sys.stdin.read() == ""
assert os.read(0, 1) == b""
