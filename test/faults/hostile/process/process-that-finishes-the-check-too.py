# expect: passed or failed
# and then: solution.py
# Both parent and child go on, and both send a verdict.
import os

os.fork()
