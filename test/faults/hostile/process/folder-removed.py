# expect: passed
# and then: solution.py
import os
import shutil

if __name__ != "__main__":
    shutil.rmtree(os.getcwd())
