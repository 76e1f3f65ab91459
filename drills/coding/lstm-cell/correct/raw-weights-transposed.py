"""Parameters as in nn.LSTMCell, with two biases; the demo compares the two. The state is indexed."""
import torch
from torch import nn
from torch.nn import Parameter


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        scale = hidden_size ** -0.5
        self.weight_ih = Parameter(torch.randn(4 * hidden_size, input_size) * scale)
        self.weight_hh = Parameter(torch.randn(4 * hidden_size, hidden_size) * scale)
        self.bias_ih = Parameter(torch.zeros(4 * hidden_size))
        self.bias_hh = Parameter(torch.zeros(4 * hidden_size))

    def forward(self, x, state=None):
        H = self.hidden_size
        if state is None:
            h = c = torch.zeros((x.shape[0], H)).to(x)
        else:
            h, c = state[0], state[1]

        z = x @ self.weight_ih.t() + self.bias_ih + h @ self.weight_hh.t() + self.bias_hh
        i = torch.sigmoid(z[:, 0:H])
        f = torch.sigmoid(z[:, H:2 * H])
        g = torch.tanh(z[:, 2 * H:3 * H])
        o = torch.sigmoid(z[:, 3 * H:4 * H])

        c_new = f * c + i * g
        h_new = o * torch.tanh(c_new)
        return h_new, c_new


if __name__ == "__main__":
    torch.manual_seed(1)
    cell = LSTMCell(4, 3)
    # compare with the real one
    ref = nn.LSTMCell(4, 3)
    ref.load_state_dict(cell.state_dict())
    x, h, c = torch.randn(2, 4), torch.randn(2, 3), torch.randn(2, 3)
    mine, theirs = cell(x, (h, c)), ref(x, (h, c))
    print(torch.allclose(mine[0], theirs[0], atol=1e-6), torch.allclose(mine[1], theirs[1], atol=1e-6))
    print(mine[0].shape)
