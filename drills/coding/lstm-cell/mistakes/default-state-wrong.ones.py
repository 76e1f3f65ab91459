import torch
import torch.nn as nn
import torch.nn.functional as F


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.w_x = nn.Parameter(torch.randn(4 * hidden_size, input_size) * 0.1)
        self.w_h = nn.Parameter(torch.randn(4 * hidden_size, hidden_size) * 0.1)
        self.b = nn.Parameter(torch.zeros(4 * hidden_size))

    def forward(self, x, state=None):
        if state is None:
            H = self.w_h.size(1)
            h = torch.zeros(x.size(0), H)
            c = torch.ones(x.size(0), H)
        else:
            h, c = state
        i, f, g, o = (F.linear(x, self.w_x, self.b) + F.linear(h, self.w_h)).chunk(4, 1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    h, c = LSTMCell(4, 3)(torch.randn(2, 4))
    print(h.shape)
