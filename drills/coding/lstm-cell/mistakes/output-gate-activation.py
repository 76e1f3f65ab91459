import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.lin = nn.Linear(input_size + hidden_size, 4 * hidden_size)

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.size(0), self.hidden_size),) * 2
        h, c = state
        i, f, g, o = self.lin(torch.cat([x, h], dim=1)).view(-1, 4, self.hidden_size).unbind(1)
        i, f = i.sigmoid(), f.sigmoid()
        g, o = g.tanh(), o.tanh()
        c = f * c + i * g
        h = o * c.tanh()
        return h, c


if __name__ == "__main__":
    print(LSTMCell(5, 4)(torch.randn(2, 5))[0].shape)
