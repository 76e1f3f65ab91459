# expect: failed, raises, line 4
import sys

sys.exit(0)
