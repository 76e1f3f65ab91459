# expect: timed-out, line 3
n = 0
while True: n += 1
