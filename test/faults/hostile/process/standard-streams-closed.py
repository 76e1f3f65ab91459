# expect: passed
# and then: solution.py
import os
import sys

if __name__ != "__main__":
    sys.stdin.close()
    sys.stdout.close()
    sys.stderr.close()
    os.close(0)
    os.close(1)
    os.close(2)
