# expect: timed-out, line 4
class Endless:
    def __del__(self):
        while True:
            pass


Endless()
