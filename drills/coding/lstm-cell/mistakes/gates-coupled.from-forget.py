import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.Wf, self.Uf = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, hidden_size, bias=False)
        self.Wg, self.Ug = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, hidden_size, bias=False)
        self.Wo, self.Uo = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, hidden_size, bias=False)

    def forward(self, x, state=None):
        if state is None:
            state = (torch.zeros(len(x), self.hidden_size), torch.zeros(len(x), self.hidden_size))
        h, c = state
        f = torch.sigmoid(self.Wf(x) + self.Uf(h))
        g = torch.tanh(self.Wg(x) + self.Ug(h))
        o = torch.sigmoid(self.Wo(x) + self.Uo(h))
        c = torch.lerp(g, c, f)  # f * c + (1 - f) * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 2)
    print(cell(torch.randn(4, 3))[0].shape)
