import torch
import torch.nn as nn
import torch.nn.functional as F


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size, forget_bias=1.0, dropout=0.0):
        super().__init__()
        self.hidden_size = hidden_size
        self.forget_bias = forget_bias
        self.dropout = dropout
        self.kernel = nn.Parameter(torch.empty(input_size + hidden_size, 4 * hidden_size))
        self.bias = nn.Parameter(torch.zeros(4 * hidden_size))
        nn.init.xavier_uniform_(self.kernel)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size).type_as(x)
            c = torch.zeros(x.size(0), self.hidden_size).type_as(x)
        else:
            h, c = state
        pre = torch.matmul(torch.cat([x, h], 1), self.kernel) + self.bias
        i, j, f, o = pre.chunk(4, 1)
        # the constant makes the gate start open, the bias itself starts at zero
        new_c = c * torch.sigmoid(f + self.forget_bias) + torch.sigmoid(i) * torch.tanh(j)
        new_h = torch.tanh(new_c) * torch.sigmoid(o)
        new_h = F.dropout(new_h, self.dropout, self.training)
        return new_h, new_c


if __name__ == "__main__":
    cell = LSTMCell(4, 2)
    print(cell(torch.randn(3, 4))[0].shape)
