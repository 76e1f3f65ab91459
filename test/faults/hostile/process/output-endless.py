# expect: timed-out
while True:
    print("x" * 1000)
