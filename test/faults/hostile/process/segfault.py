# expect: crashed, line 4
import ctypes

ctypes.string_at(0)
