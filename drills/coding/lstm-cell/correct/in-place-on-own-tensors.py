"""In-place operations on tensors of its own; the gates and the candidate are separate layers."""
import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.w_i = nn.Linear(input_size, 3 * hidden_size)
        self.u_i = nn.Linear(hidden_size, 3 * hidden_size, bias=False)
        self.w_g = nn.Linear(input_size, hidden_size)
        self.u_g = nn.Linear(hidden_size, hidden_size, bias=False)

    def forward(self, x, state=None):
        H = self.hidden_size
        if state is None:
            h = x.new_zeros((len(x), H))
            c = x.new_zeros((len(x), H))
        else:
            h, c = (s.clone() for s in state)  # the caller keeps its own
        z = self.w_i(x)
        z += self.u_i(h)
        z = z.sigmoid_()
        g = self.w_g(x)
        g += self.u_g(h)
        g = g.tanh()
        c = c * z.narrow(1, H, H)
        c += z.narrow(1, 0, H) * g
        h = torch.tanh(c) * z.narrow(1, 2 * H, H)
        return h, c


if __name__ == "__main__":
    torch.manual_seed(0)
    cell = LSTMCell(3, 4)
    h, c = cell(torch.randn(2, 3))
    (h.sum() + c.sum()).backward()
    print(h.shape)
