# expect: crashed, line 4
import os

os.abort()
