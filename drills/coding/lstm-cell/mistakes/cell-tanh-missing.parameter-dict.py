import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.p = nn.ParameterDict()
        for gate in "ifog":
            self.p["W" + gate] = nn.Parameter(torch.randn(input_size + hidden_size, hidden_size) * 0.1)
            self.p["b" + gate] = nn.Parameter(torch.zeros(hidden_size))

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        xh = torch.cat([x, h], 1)
        z = {gate: xh @ self.p["W" + gate] + self.p["b" + gate] for gate in "ifog"}
        c = torch.sigmoid(z["f"]) * c + torch.sigmoid(z["i"]) * torch.tanh(z["g"])
        h = torch.sigmoid(z["o"]) * c
        return h, c


if __name__ == "__main__":
    print(LSTMCell(3, 4)(torch.randn(2, 3))[0].shape)
