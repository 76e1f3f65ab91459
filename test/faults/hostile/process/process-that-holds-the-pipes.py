# expect: passed
# and then: solution.py
import os
import subprocess

for descriptor in range(3, 256):
    try:
        os.set_inheritable(descriptor, True)
    except OSError:
        pass
subprocess.Popen(["sleep", "3600"], close_fds=False, start_new_session=True)
