# expect: failed, raises, line 2
everything = bytearray(1 << 42)
