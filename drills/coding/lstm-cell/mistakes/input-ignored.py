import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.forget = nn.Linear(hidden_size, hidden_size)
        self.input = nn.Linear(input_size + hidden_size, hidden_size)
        self.cand = nn.Linear(input_size + hidden_size, hidden_size)
        self.output = nn.Linear(input_size + hidden_size, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        f = torch.sigmoid(self.forget(h))
        xh = torch.cat([x, h], dim=1)
        i = torch.sigmoid(self.input(xh))
        g = torch.tanh(self.cand(xh))
        o = torch.sigmoid(self.output(xh))
        c = f * c + i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 5)
    h, c = cell(torch.randn(2, 4))
    print(h.shape)
