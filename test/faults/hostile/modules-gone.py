# expect: passed or failed or crashed
# and then: solution.py
import sys

sys.modules.clear()
