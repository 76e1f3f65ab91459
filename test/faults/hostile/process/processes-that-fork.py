# expect: timed-out
import os
import time

# A fork bomb, of six generations only.
for _ in range(6):
    os.fork()
time.sleep(3600)
