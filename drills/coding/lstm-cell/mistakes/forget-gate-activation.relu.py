import torch
import torch.nn as nn
import torch.nn.functional as F


class Gate(nn.Module):
    def __init__(self, input_size, hidden_size, act):
        super().__init__()
        self.fc = nn.Linear(input_size + hidden_size, hidden_size)
        self.act = act

    def forward(self, x, h):
        return self.act(self.fc(torch.cat([x, h], dim=-1)))


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.input_gate = Gate(input_size, hidden_size, torch.sigmoid)
        self.forget_gate = Gate(input_size, hidden_size, F.relu)
        self.output_gate = Gate(input_size, hidden_size, torch.sigmoid)
        self.candidate = Gate(input_size, hidden_size, torch.tanh)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size, device=x.device)
            c = torch.zeros(x.size(0), self.hidden_size, device=x.device)
        else:
            h, c = state
        c = self.forget_gate(x, h) * c + self.input_gate(x, h) * self.candidate(x, h)
        h = self.output_gate(x, h) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    print(LSTMCell(3, 5)(torch.randn(2, 3))[0].shape)
