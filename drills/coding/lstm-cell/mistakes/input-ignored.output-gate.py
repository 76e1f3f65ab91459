import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.x2h = nn.Linear(input_size, 3 * hidden_size)
        self.h2h = nn.Linear(hidden_size, 3 * hidden_size)
        self.out_gate = nn.Linear(hidden_size, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.size(0), self.hidden_size), x.new_zeros(x.size(0), self.hidden_size))
        h, c = state
        i, f, g = (self.x2h(x) + self.h2h(h)).chunk(3, dim=1)
        c_new = f.sigmoid() * c + i.sigmoid() * g.tanh()
        h_new = self.out_gate(h).sigmoid() * c_new.tanh()
        return h_new, c_new


if __name__ == "__main__":
    cell = LSTMCell(3, 6)
    print(cell(torch.randn(2, 3))[0].shape)
