import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.Wx = nn.Parameter(torch.randn(input_size, 4 * hidden_size) / input_size ** 0.5)
        self.Wh = nn.Parameter(torch.randn(hidden_size, 4 * hidden_size) / hidden_size ** 0.5)
        self.b = nn.Parameter(torch.zeros(4 * hidden_size))

    def forward(self, x, state=None):
        N, H = x.shape[0], self.Wh.shape[0]
        if state is None:
            h, c = torch.zeros(N, H), torch.zeros(N, H)
        else:
            h, c = state
        a = torch.addmm(self.b, x, self.Wx)
        a = torch.addmm(a, h, self.Wh)
        gates = torch.sigmoid(a[:, : 3 * H])  # input, forget, output
        g = torch.tanh(a[:, 3 * H :])
        i, f, o = gates[:, :H], gates[:, H : 2 * H], gates[:, 2 * H :]
        c = torch.addcmul(f * c, i, g)
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(10, 12)
    h = c = torch.zeros(3, 12)
    for t in range(5):
        h, c = cell(torch.randn(3, 10), (h, c))
    print(h.shape)
