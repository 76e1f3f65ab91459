# expect: passed
# and then: solution.py
import os
import sys
import warnings

os.environ.clear()
sys.path.clear()
warnings.simplefilter("error")
