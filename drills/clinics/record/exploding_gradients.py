"""A recurrent network over forty steps; gradients tens of times their usual size throw the weights away."""

import torch
from recorder import Recorder, endless, gradient_norm, seeded
from torch import nn

STEPS, LENGTH = 500, 40


def adding(count, generator):
    """About a tenth of the numbers in a sequence are marked; the target is their sum."""
    numbers = torch.rand(count, LENGTH, generator=generator)
    marks = (torch.rand(count, LENGTH, generator=generator) < 0.1).float()
    return torch.stack([numbers, marks], dim=2), (numbers * marks).sum(1)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.RNN(2, 64, nonlinearity="relu", batch_first=True)
        nn.init.eye_(self.rnn.weight_hh_l0)
        nn.init.zeros_(self.rnn.bias_ih_l0)
        nn.init.zeros_(self.rnn.bias_hh_l0)
        with torch.no_grad():
            self.rnn.weight_ih_l0 *= 0.3
        self.head = nn.Linear(64, 1)

    def forward(self, x):
        states, _ = self.rnn(x)
        return self.head(states[:, -1]).squeeze(1), states


def by_distance(model, x, y):
    """Norm of the gradient with respect to each hidden state, by its distance from the end."""
    _, states = model(x)
    states.retain_grad()
    said = model.head(states[:, -1]).squeeze(1)
    # Only the last state is used; reach the others through the recurrence, one step at a time.
    weight = model.rnn.weight_hh_l0
    gradient = torch.autograd.grad(nn.functional.mse_loss(said, y), states)[0][:, -1]
    norms = []
    for t in range(LENGTH - 1, -1, -1):
        norms.append(float(gradient.norm()))
        gradient = (gradient * (states[:, t] > 0)) @ weight
    return norms


def record(repaired):
    recorder = Recorder()
    generator = seeded(8)
    test_x, test_y = adding(400, generator)
    x, y = adding(2000, generator)
    model = Net()
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3, momentum=0.9)
    stream = endless(x, y, 64)
    for step in range(STEPS + 1):
        inputs, target = next(stream)
        optimizer.zero_grad()
        said, states = model(inputs)
        loss = nn.functional.mse_loss(said, target)
        loss.backward()
        norm = gradient_norm(model)
        if repaired:
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        if step % 4 == 0 or step < 80:
            with torch.no_grad():
                unseen = nn.functional.mse_loss(model(test_x)[0], test_y)
            recorder.point("loss", step, training=float(loss))
            recorder.point("validation", step, training=float(loss), validation=float(unseen))
            recorder.point("gradient-norm", step, all_parameters=norm)
            recorder.point("states", step, largest_hidden_value=float(states.detach().abs().max()))
        if step == 4:
            recorder.curve("by-distance", list(range(LENGTH)), gradient_norm=by_distance(model, inputs, target))
        optimizer.step()
        if not torch.isfinite(loss):
            break
    recorder.table("targets", ["", "smallest", "mean", "largest", "variance"],
                   [["target", float(y.min()), float(y.mean()), float(y.max()), float(y.var())]])
    return recorder.data()


def claims(faulty, repaired):
    norms = [v for v in faulty["charts"]["gradient-norm"]["series"]["all parameters"] if v is not None]
    wrong = [v for v in faulty["charts"]["loss"]["series"]["training"] if v is not None]
    right = repaired["charts"]["loss"]["series"]["training"]
    return {
        "the gradient is huge": max(norms) > 1000,
        "the loss leaps": max(wrong) > 1.5 * wrong[0],
        "the run ends as good as the mean": 0.9 < sum(wrong[-25:]) / 25 < 1.3,
        "the repaired run learns": sum(right[-25:]) / 25 < 0.6,
    }
