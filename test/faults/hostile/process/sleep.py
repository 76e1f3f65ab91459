# expect: timed-out, line 4
import time

time.sleep(3600)
