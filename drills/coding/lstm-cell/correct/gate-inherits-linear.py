import torch
import torch.nn as nn


class Gate(nn.Linear):
    def __init__(self, n_in, n_hidden, squash):
        super().__init__(n_in + n_hidden, n_hidden)
        self.squash = squash

    def forward(self, *parts):
        return self.squash(super().forward(torch.cat(parts, dim=-1)))


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.forget, self.input, self.output = (Gate(input_size, hidden_size, torch.sigmoid) for _ in range(3))
        self.candidate = Gate(input_size, hidden_size, torch.tanh)
        self.hidden_size = hidden_size

    def forward(self, x, state=None):
        h, c = (x.new_zeros(x.size(0), self.hidden_size),) * 2 if state is None else state
        keep, write = self.forget(x, h), self.input(x, h)
        memory = keep * c + write * self.candidate(x, h)
        return self.output(x, h) * memory.tanh(), memory


if __name__ == "__main__":
    cell = LSTMCell(10, 20)
    h, c = cell(torch.randn(3, 10))
    print(h.shape, c.shape)
