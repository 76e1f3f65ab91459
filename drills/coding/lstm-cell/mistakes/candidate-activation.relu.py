import torch
import torch.nn as nn
import torch.nn.functional as F


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.W = nn.Parameter(torch.randn(4, input_size, hidden_size) * 0.1)
        self.U = nn.Parameter(torch.randn(4, hidden_size, hidden_size) * 0.1)
        self.b = nn.Parameter(torch.zeros(4, 1, hidden_size))

    def forward(self, x, state=None):
        if state is None:
            H = self.U.size(-1)
            state = (x.new_zeros(x.size(0), H), x.new_zeros(x.size(0), H))
        h, c = state
        z = torch.einsum("bd,kdh->kbh", x, self.W) + torch.einsum("bj,kjh->kbh", h, self.U) + self.b
        i, f, o = torch.sigmoid(z[:3])
        g = F.relu(z[3])
        c = f * c + i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    h, c = LSTMCell(3, 4)(torch.randn(2, 3))
    print(h.shape)
