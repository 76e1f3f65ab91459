import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.x_proj = nn.Linear(input_size, hidden_size * 4)
        self.h_proj = nn.Linear(hidden_size, hidden_size * 4, bias=False)

    def forward(self, x, state=None):
        B, H = x.size(0), self.hidden_size
        if state is None:
            h = c = torch.zeros(B, H)
        else:
            h, c = state
        # the four numbers of one unit lie side by side
        f, i, g, o = (self.x_proj(x) + self.h_proj(h)).view(B, H, 4).unbind(dim=2)
        c_t = f.sigmoid() * c + i.sigmoid() * g.tanh()
        h_t = o.sigmoid() * c_t.tanh()
        return (h_t, c_t)


if __name__ == "__main__":
    torch.manual_seed(42)
    print(LSTMCell(7, 3)(torch.randn(5, 7))[0].shape)
