# expect: passed
# and then: solution.py
import atexit
import time

atexit.register(time.sleep, 3600)
