# expect: passed
# and then: solution.py
import os
import time

for _ in range(30):
    if os.fork() == 0:
        time.sleep(3600)
        os._exit(0)
