# expect: passed
# and then: solution.py
import os

if os.path.exists(__file__):
    os.remove(__file__)
