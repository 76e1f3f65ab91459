# expect: failed
# and then: scale-missing
import builtins

builtins.isinstance = lambda *a: True
builtins.len = lambda x: 0
builtins.all = builtins.any = lambda x: True
builtins.max = builtins.min = builtins.abs = lambda *a, **k: 0
builtins.print = None
builtins.open = None
