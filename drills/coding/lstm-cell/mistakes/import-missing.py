import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.w_x = nn.Parameter(torch.randn(4 * hidden_size, input_size) * 0.1)
        self.w_h = nn.Parameter(torch.randn(4 * hidden_size, hidden_size) * 0.1)
        self.b = nn.Parameter(torch.zeros(4 * hidden_size))

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        i, f, g, o = (F.linear(x, self.w_x, self.b) + F.linear(h, self.w_h)).chunk(4, dim=1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 6)
    h, c = cell(torch.randn(2, 4))
    print(h.shape)
