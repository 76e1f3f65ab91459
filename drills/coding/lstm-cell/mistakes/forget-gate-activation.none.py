import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.Wf = nn.Linear(input_size, hidden_size)
        self.Uf = nn.Linear(hidden_size, hidden_size, bias=False)
        self.Wi = nn.Linear(input_size, hidden_size)
        self.Ui = nn.Linear(hidden_size, hidden_size, bias=False)
        self.Wo = nn.Linear(input_size, hidden_size)
        self.Uo = nn.Linear(hidden_size, hidden_size, bias=False)
        self.Wg = nn.Linear(input_size, hidden_size)
        self.Ug = nn.Linear(hidden_size, hidden_size, bias=False)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        f = self.Wf(x) + self.Uf(h)
        i = torch.sigmoid(self.Wi(x) + self.Ui(h))
        o = torch.sigmoid(self.Wo(x) + self.Uo(h))
        g = torch.tanh(self.Wg(x) + self.Ug(h))
        c = f * c + i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 3)
    h, c = cell(torch.randn(2, 4))
    print(h.shape)
