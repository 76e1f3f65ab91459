# A block matrix on [x, h, 1]: the bias is one more row of the weight.
import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.theta = nn.ParameterList(
            [nn.Parameter(0.2 * torch.randn(input_size + hidden_size + 1, hidden_size)) for _ in range(4)]
        )

    def forward(self, x, state=None):
        B = x.size(0)
        if state is None:
            h, c = torch.zeros(2, B, self.hidden_size)
        else:
            h, c = state
        v = torch.cat([x, h, torch.ones(B, 1)], dim=1)
        f, i, o, g = [torch.mm(v, t) for t in self.theta]
        f, i, o = map(torch.sigmoid, (f, i, o))
        c = f * c + i * g.tanh()
        return o * c.tanh(), c


if __name__ == "__main__":
    print(LSTMCell(2, 3)(torch.randn(4, 2))[0].shape)
