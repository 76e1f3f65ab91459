# expect: failed
import torch

for name in list(vars(torch)):
    if not name.startswith("_"):
        delattr(torch, name)
