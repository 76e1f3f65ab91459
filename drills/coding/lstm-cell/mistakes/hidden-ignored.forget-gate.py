import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        H = self.H = hidden_size
        self.Wx = nn.Parameter(torch.randn(input_size, 4 * H) * 0.1)   # i f o g
        self.Wh = nn.Parameter(torch.randn(H, 3 * H) * 0.1)            # i o g
        self.b = nn.Parameter(torch.zeros(4 * H))

    def forward(self, x, state=None):
        H = self.H
        if state is None:
            h, c = torch.zeros(x.size(0), H), torch.zeros(x.size(0), H)
        else:
            h, c = state
        xi, xf, xo, xg = (x @ self.Wx + self.b).chunk(4, dim=1)
        hi, ho, hg = (h @ self.Wh).chunk(3, dim=1)
        i = torch.sigmoid(xi + hi)
        f = torch.sigmoid(xf)
        o = torch.sigmoid(xo + ho)
        g = torch.tanh(xg + hg)
        c = f * c + i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    h, c = LSTMCell(3, 4)(torch.randn(5, 3))
    print(h.shape)
