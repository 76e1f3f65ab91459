import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.Wf = nn.Linear(input_size + hidden_size, hidden_size)
        self.Wi = nn.Linear(input_size + hidden_size, hidden_size)
        self.Wg = nn.Linear(input_size + hidden_size, hidden_size)
        self.Wo = nn.Linear(input_size + hidden_size, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            state = torch.zeros(2, x.size(0), self.hidden_size)
        c_prev, h_prev = state[0], state[1]
        v = torch.cat([h_prev, x], dim=1)
        c = torch.sigmoid(self.Wf(v)) * c_prev + torch.sigmoid(self.Wi(v)) * torch.tanh(self.Wg(v))
        h = torch.sigmoid(self.Wo(v)) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(2, 4)
    h, c = cell(torch.randn(3, 2))
    print(h.shape)
