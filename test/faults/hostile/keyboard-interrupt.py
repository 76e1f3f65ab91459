# expect: failed, raises, line 2
raise KeyboardInterrupt
