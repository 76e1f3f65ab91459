# expect: failed or timed-out
everything = []
while True:
    everything.append(bytearray(256 << 20))
