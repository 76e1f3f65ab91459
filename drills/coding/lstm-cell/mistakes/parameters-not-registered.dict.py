import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.w_x = nn.Linear(input_size, 4 * hidden_size)
        # recurrent weights, one matrix for each gate
        self.w_h = {name: nn.Linear(hidden_size, hidden_size, bias=False) for name in "ifgo"}

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.size(0), self.hidden_size), x.new_zeros(x.size(0), self.hidden_size))
        h, c = state
        i, f, g, o = self.w_x(x).chunk(4, dim=1)
        i = torch.sigmoid(i + self.w_h["i"](h))
        f = torch.sigmoid(f + self.w_h["f"](h))
        g = torch.tanh(g + self.w_h["g"](h))
        o = torch.sigmoid(o + self.w_h["o"](h))
        c = f * c + i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 3)
    h, c = cell(torch.randn(2, 4))
    print(h.shape)
