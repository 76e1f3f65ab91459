import math

import torch
from torch import nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size, bias=True):
        super(LSTMCell, self).__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.x2h = nn.Linear(input_size, 4 * hidden_size, bias=bias)
        self.h2h = nn.Linear(hidden_size, 4 * hidden_size, bias=bias)
        self.reset_parameters()

    def reset_parameters(self):
        k = 1.0 / math.sqrt(self.hidden_size)
        for p in self.parameters():
            nn.init.uniform_(p, -k, k)

    def forward(self, x, state=None):
        if state is None:
            state = (
                x.new_zeros(x.size(0), self.hidden_size),
                x.new_zeros(x.size(0), self.hidden_size),
            )
        hx, cx = state
        pre = self.x2h(x) + self.h2h(hx)
        ingate, forgetgate, outgate, cellgate = pre.chunk(4, 1)
        ingate = ingate.sigmoid()
        forgetgate = forgetgate.sigmoid()
        outgate = outgate.sigmoid()
        cellgate = cellgate.tanh()
        cy = forgetgate.mul(cx).add(ingate.mul(cellgate))
        hy = outgate.mul(cy.tanh())
        return hy, cy


if __name__ == "__main__":
    net = LSTMCell(6, 8)
    x = torch.randn(2, 6)
    hy, cy = net(x)
    print("h:", hy.shape)
    print("c:", cy.shape)
