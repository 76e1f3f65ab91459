import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.x2h = nn.Linear(input_size, 4 * hidden_size)
        self.h2h = nn.Linear(hidden_size, 4 * hidden_size)

    def forward(self, x, state=None):
        if state is None:
            state = (
                x.new_zeros(x.size(0), self.hidden_size),
                x.new_zeros(x.size(0), self.hidden_size),
            )
        h, c = state
        gates = self.x2h(x) + self.h2h(h)
        i, f, g, o = gates.chunk(4, 1)
        i, f, o = torch.sigmoid(i), torch.sigmoid(f), torch.sigmoid(o)
        g = torch.tanh(g)
        c_new = c + i * g
        h_new = o * torch.tanh(c_new)
        return h_new, c_new


if __name__ == "__main__":
    cell = LSTMCell(4, 6)
    print(cell(torch.randn(3, 4))[0].shape)
