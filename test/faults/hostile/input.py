# expect: failed, raises, line 2
name = input("Your name? ")
