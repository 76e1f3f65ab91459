# expect: failed, raises, line 10
class Evil(BaseException):
    def __str__(self):
        raise Evil

    __repr__ = __str__
    __eq__ = __hash__ = None


raise Evil
