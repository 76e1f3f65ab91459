# expect: passed or timed-out
# and then: solution.py
import threading


def spin():
    while True:
        pass


for _ in range(4):
    threading.Thread(target=spin).start()
