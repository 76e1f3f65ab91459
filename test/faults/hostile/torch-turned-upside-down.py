# expect: passed
# and then: solution.py
import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(4)
torch.autograd.set_detect_anomaly(True)
torch.manual_seed(7)
if __name__ != "__main__":
    torch.set_grad_enabled(False)
