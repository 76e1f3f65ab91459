import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.x2h = nn.Linear(input_size, 4 * hidden_size)
        self.h2h = nn.Linear(hidden_size, 4 * hidden_size)

    def forward(self, x, state=None):
        h = torch.zeros(x.size(0), self.hidden_size, dtype=x.dtype)
        c = torch.zeros(x.size(0), self.hidden_size, dtype=x.dtype)
        if state is not None:
            # keep our own copy of the state
            with torch.no_grad():
                h.copy_(state[0])
                c.copy_(state[1])
        f, i, g, o = (self.x2h(x) + self.h2h(h)).chunk(4, dim=-1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        h = o.sigmoid() * c.tanh()
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 2)
    state = cell(torch.randn(3, 4))
    state = cell(torch.randn(3, 4), state)
    print(state[0].shape)
