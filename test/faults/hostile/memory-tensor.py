# expect: failed, raises, line 4
import torch

everything = torch.ones(1 << 40)
