import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.W = nn.Parameter(torch.randn(4 * hidden_size, input_size + hidden_size) * 0.1)
        self.b = nn.Parameter(torch.zeros(4 * hidden_size, 1))

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        z = self.W @ torch.cat([x, h], dim=1).T + self.b  # (4H, B)
        i, f, g, o = z.chunk(4, dim=0)
        c = torch.sigmoid(f) * c.T + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 5)
    h, c = cell(torch.randn(2, 3))
    print(h.shape)
