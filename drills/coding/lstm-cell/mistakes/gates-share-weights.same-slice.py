import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.fc_x = nn.Linear(input_size, 4 * hidden_size)
        self.fc_h = nn.Linear(hidden_size, 4 * hidden_size)

    def forward(self, x, state=None):
        H = self.hidden_size
        if state is None:
            h, c = x.new_zeros(x.size(0), H), x.new_zeros(x.size(0), H)
        else:
            h, c = state
        a = self.fc_x(x) + self.fc_h(h)
        i = torch.sigmoid(a[:, 0 * H:1 * H])
        f = torch.sigmoid(a[:, 1 * H:2 * H])
        g = torch.tanh(a[:, 2 * H:3 * H])
        o = torch.sigmoid(a[:, 1 * H:2 * H])
        c = f * c + i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 3)
    h, c = cell(torch.randn(2, 3))
    print(h.shape)
