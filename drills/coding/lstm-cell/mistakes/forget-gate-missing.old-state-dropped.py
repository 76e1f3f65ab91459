import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        n = input_size + hidden_size
        self.Wi = nn.Linear(n, hidden_size)
        self.Wg = nn.Linear(n, hidden_size)
        self.Wo = nn.Linear(n, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.shape[0], self.hidden_size)
            c = torch.zeros(x.shape[0], self.hidden_size)
        else:
            h, c = state
        xh = torch.cat((x, h), 1)
        i = torch.sigmoid(self.Wi(xh))
        g = torch.tanh(self.Wg(xh))
        o = torch.sigmoid(self.Wo(xh))
        # new memory
        c = i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    h, c = cell(torch.randn(2, 3))
    print(h.shape, c.shape)
