import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.fc = nn.Linear(hidden_size + input_size, hidden_size * 4)

    def forward(self, x, state=None):
        batch = x.shape[0]
        if state is None:
            h = torch.zeros(batch, self.hidden_size, device=x.device, dtype=x.dtype)
            c = torch.zeros(batch, self.hidden_size, device=x.device, dtype=x.dtype)
        else:
            h, c = state

        gates = self.fc(torch.cat((h, x), dim=-1))
        f, i, o, g = torch.chunk(gates, 4, dim=-1)

        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(10, 20)
    h, c = cell(torch.randn(4, 10))
    print(h.shape, c.shape)
