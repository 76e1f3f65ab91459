"""Each call joins weights from a ParameterDict; their last columns are the biases, for a one joined to the input."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.H = hidden_size
        self.weights = nn.ParameterDict()
        for gate in "ifgo":
            weight = torch.empty(hidden_size, input_size + hidden_size + 1).uniform_(-0.1, 0.1)
            self.weights[gate] = nn.Parameter(weight)  # the last column is the bias

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.shape[0], self.H), x.new_zeros(x.shape[0], self.H))
        h, c = state
        weight = torch.cat([self.weights[k] for k in "ifgo"])
        z = F.linear(torch.cat([x, h, torch.ones_like(x[:, :1])], -1), weight)
        i, f, g, o = z.split(self.H, -1)
        c1 = f.sigmoid().mul(c).add(i.sigmoid().mul(g.tanh()))
        return o.sigmoid().mul(c1.tanh()), c1


if __name__ == "__main__":
    cell = LSTMCell(10, 20)
    h, c = cell(torch.randn(3, 10))
    print(h.shape, c.shape)
