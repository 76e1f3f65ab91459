import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.Wi, self.Ui = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, hidden_size)
        self.Wf, self.Uf = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, hidden_size)
        self.Wo, self.Uo = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, hidden_size)
        self.Wg = nn.Linear(input_size, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        i = torch.sigmoid(self.Wi(x) + self.Ui(h))
        f = torch.sigmoid(self.Wf(x) + self.Uf(h))
        o = torch.sigmoid(self.Wo(x) + self.Uo(h))
        g = torch.tanh(self.Wg(x))  # the new content comes from the input
        c = f * c + i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 3)
    h, c = cell(torch.randn(2, 4))
    print(h.shape)
