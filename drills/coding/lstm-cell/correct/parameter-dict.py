import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    GATES = ("forget", "write", "candidate", "read")

    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.weights = nn.ParameterDict()
        for name in self.GATES:
            w_x = nn.init.xavier_uniform_(torch.empty(input_size, hidden_size))
            w_h = nn.init.orthogonal_(torch.empty(hidden_size, hidden_size))
            self.weights[name + "_x"] = nn.Parameter(w_x)
            self.weights[name + "_h"] = nn.Parameter(w_h)
            self.weights[name + "_b"] = nn.Parameter(torch.zeros(1, hidden_size))

    def affine(self, name, x, h):
        w = self.weights
        return x @ w[name + "_x"] + h @ w[name + "_h"] + w[name + "_b"]

    def forward(self, x, state=None):
        h, c = state or (torch.zeros(x.size(0), self.hidden_size),) * 2
        f, i, g, o = (self.affine(name, x, h) for name in self.GATES)
        c = c * f.sigmoid() + g.tanh() * i.sigmoid()
        h = c.tanh() * o.sigmoid()
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(6, 4)
    h, c = cell(torch.randn(5, 6))
    print(tuple(h.shape))
