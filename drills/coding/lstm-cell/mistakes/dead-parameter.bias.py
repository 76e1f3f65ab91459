import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        D, H = input_size, hidden_size
        self.Wi, self.Ui, self.bi = self.gate(D, H)
        self.Wf, self.Uf, self.bf = self.gate(D, H)
        self.Wo, self.Uo, self.bo = self.gate(D, H)
        self.Wg, self.Ug, self.bg = self.gate(D, H)

    def gate(self, D, H):
        return (
            nn.Parameter(torch.randn(D, H) * 0.1),
            nn.Parameter(torch.randn(H, H) * 0.1),
            nn.Parameter(torch.zeros(H)),
        )

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        i = torch.sigmoid(x @ self.Wi + h @ self.Ui + self.bi)
        f = torch.sigmoid(x @ self.Wf + h @ self.Uf + self.bf)
        o = torch.sigmoid(x @ self.Wo + h @ self.Uo)
        g = torch.tanh(x @ self.Wg + h @ self.Ug + self.bg)
        c = f * c + i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 6)
    h, c = cell(torch.randn(2, 3))
    print(h.shape)
