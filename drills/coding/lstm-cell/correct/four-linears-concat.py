"""A layer for each gate on the concatenated input; both parts of the default state are one expanded tensor."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        n = input_size + hidden_size
        self.forget = nn.Linear(n, hidden_size)
        self.input = nn.Linear(n, hidden_size)
        self.cell = nn.Linear(n, hidden_size)
        self.output = nn.Linear(n, hidden_size)
        nn.init.ones_(self.forget.bias)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros_like(self.forget.bias).expand(len(x), -1)
            c = h
        else:
            (h, c) = state
        xh = torch.hstack([x, h])
        keep = F.sigmoid(self.forget(xh)) * c
        write = F.sigmoid(self.input(xh)) * F.tanh(self.cell(xh))
        c_next = keep + write
        return F.sigmoid(self.output(xh)) * F.tanh(c_next), c_next


if __name__ == "__main__":
    model = LSTMCell(input_size=3, hidden_size=5)
    out = model(torch.rand(2, 3))
    print([t.shape for t in out])
