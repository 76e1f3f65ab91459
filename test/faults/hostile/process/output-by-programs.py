# expect: passed
# and then: solution.py
import os

os.system("yes | head -c 50000000; yes | head -c 1000000 >&2")
