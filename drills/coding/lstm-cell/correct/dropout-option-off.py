import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size, dropout=0.0, zoneout=0.0):
        super().__init__()
        self.hidden_size, self.zoneout = hidden_size, zoneout
        self.gates = nn.Linear(input_size + hidden_size, 4 * hidden_size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, state=None):
        if state is None:
            state = tuple(x.new_zeros(2, x.size(0), self.hidden_size))
        h, old = state
        i, f, g, o = self.gates(torch.cat([x, h], dim=1)).chunk(4, dim=1)
        c = torch.sigmoid(f) * old + torch.sigmoid(i) * torch.tanh(g)
        if self.training and self.zoneout > 0:
            c = torch.where(torch.rand_like(c) < self.zoneout, old, c)
        return self.dropout(torch.sigmoid(o) * torch.tanh(c)), c


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    h, c = cell(torch.randn(2, 3))
    print(h.shape, c.shape)
