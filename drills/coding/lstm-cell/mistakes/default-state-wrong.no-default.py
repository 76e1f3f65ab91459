import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.Wi = nn.Linear(input_size + hidden_size, hidden_size)
        self.Wf = nn.Linear(input_size + hidden_size, hidden_size)
        self.Wo = nn.Linear(input_size + hidden_size, hidden_size)
        self.Wc = nn.Linear(input_size + hidden_size, hidden_size)

    def forward(self, x, state):
        h, c = state
        z = torch.cat([x, h], dim=1)
        i = torch.sigmoid(self.Wi(z))
        f = torch.sigmoid(self.Wf(z))
        o = torch.sigmoid(self.Wo(z))
        c = f * c + i * torch.tanh(self.Wc(z))
        return o * torch.tanh(c), c


if __name__ == "__main__":
    cell = LSTMCell(2, 3)
    h, c = cell(torch.randn(4, 2), (torch.zeros(4, 3), torch.zeros(4, 3)))
    print(h.shape)
