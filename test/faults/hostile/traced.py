# expect: passed or failed
# and then: solution.py
import sys


def trace(frame, event, arg):
    raise RuntimeError("traced")


sys.settrace(trace)
