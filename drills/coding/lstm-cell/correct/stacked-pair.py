"""Returns one tensor (2, B, hidden_size), which unpacks to h and c; the gates are groups of a convolution."""
import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.H = hidden_size
        self.conv = nn.Conv1d(4 * (input_size + hidden_size), 4 * hidden_size, 1, groups=4)

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.shape[0], self.H), x.new_zeros(x.shape[0], self.H))
        h, c = state
        z = torch.cat([x, h], 1).repeat(1, 4).unsqueeze(-1)
        i, f, g, o = self.conv(z).squeeze(-1).chunk(4, 1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return torch.stack([o.sigmoid() * c.tanh(), c])


if __name__ == "__main__":
    cell = LSTMCell(10, 20)
    h, c = cell(torch.randn(3, 10))
    print(h.shape, c.shape)
