# expect: crashed
# and then: solution.py
import os

os.closerange(0, 4096)
