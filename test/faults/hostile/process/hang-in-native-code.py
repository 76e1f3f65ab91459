# expect: timed-out, line 5
# The regular expression engine keeps the interpreter's lock: no Python thread can tell where it hangs.
import re

re.match(r"(a+)+$", "a" * 60 + "b")
