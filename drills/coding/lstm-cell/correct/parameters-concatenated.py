import torch
import torch.nn as nn
import torch.nn.functional as F


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.H = hidden_size
        for gate in "ifgo":
            weight = torch.empty(hidden_size, input_size + hidden_size).uniform_(-0.1, 0.1)
            self.register_parameter(f"w_{gate}", nn.Parameter(weight))
            self.register_parameter(f"b_{gate}", nn.Parameter(torch.zeros(hidden_size)))

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.shape[0], self.H), x.new_zeros(x.shape[0], self.H))
        h, c = state
        weight = torch.cat([getattr(self, f"w_{k}") for k in "ifgo"])
        bias = torch.cat([getattr(self, f"b_{k}") for k in "ifgo"])
        z = F.linear(torch.cat([x, h], -1), weight, bias)
        i, f, g, o = z.split(self.H, -1)
        c1 = f.sigmoid().mul(c).add(i.sigmoid().mul(g.tanh()))
        return o.sigmoid().mul(c1.tanh()), c1


if __name__ == "__main__":
    cell = LSTMCell(10, 20)
    h, c = cell(torch.randn(3, 10))
    print(h.shape, c.shape)
