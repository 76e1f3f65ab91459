import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.wxi, self.whi = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, hidden_size)
        self.wxf, self.whf = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, hidden_size)
        self.wxo, self.who = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, hidden_size)
        self.wxg, self.whg = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.shape[0], self.hidden_size)
            c = torch.zeros(x.shape[0], self.hidden_size)
        else:
            h, c = state
        i = torch.sigmoid(self.wxi(x) + self.whi(h))
        f = torch.sigmoid(self.wxf(x) + self.whf(h))
        o = torch.sigmoid(self.wxo(x) + self.who(h))
        g = torch.tanh(self.wxg(x) + self.whg(h))
        h = o * torch.tanh(c)
        c = f * c + i * g
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    state = None
    for x in torch.randn(5, 2, 3):
        state = cell(x, state)
    print(state[0].shape)
