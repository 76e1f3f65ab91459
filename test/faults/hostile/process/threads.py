# expect: passed
# and then: solution.py
import threading
import time

for _ in range(100):
    threading.Thread(target=time.sleep, args=(3600,)).start()
