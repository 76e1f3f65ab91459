import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        d = input_size + hidden_size
        self.w_i = nn.Linear(d, hidden_size)
        self.w_f = nn.Linear(d, hidden_size)
        self.w_g = nn.Linear(d, hidden_size)
        self.w_o = nn.Linear(d, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        v = torch.cat([x, h], dim=1)
        f = self.w_f(v).sigmoid()
        o = self.w_o(v).sigmoid()
        c = f * c + self.w_i(v) * self.w_g(v).tanh()
        h = o * c.tanh()
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 6)
    h, c = cell(torch.randn(4, 3))
    print(h.shape, c.shape)
