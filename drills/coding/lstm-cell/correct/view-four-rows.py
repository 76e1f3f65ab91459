import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hid_dim = hidden_size
        self.proj = nn.Linear(input_size + hidden_size, 4 * hidden_size, bias=True)
        nn.init.xavier_normal_(self.proj.weight)
        nn.init.zeros_(self.proj.bias)

    def forward(self, x, state=None):
        if state is None:
            state = (torch.zeros(x.shape[0], self.hid_dim), torch.zeros(x.shape[0], self.hid_dim))
        h, c = state
        z = self.proj(torch.cat([x, h], dim=-1)).reshape(-1, 4, self.hid_dim)
        s = torch.sigmoid(z)
        i, f, o = s[:, 0], s[:, 1], s[:, 3]
        g = z[:, 2].tanh()
        c = f * c + i * g
        h = o * c.tanh()
        return h, c


if __name__ == "__main__":
    x = torch.randn(6, 2)
    cell = LSTMCell(2, 9)
    h, _ = cell(x)
    print(h.shape)
