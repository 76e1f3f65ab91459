import torch


class Velocity:
    """Combines the two fields, and leaves out a call that has no weight."""

    def __init__(self, model, labels, null_label, guidance):
        self.model, self.labels, self.guidance = model, labels, float(guidance)
        self.null = torch.zeros_like(labels) + null_label

    def __call__(self, x, t):
        if self.guidance == 0:
            return self.model(x, t, self.null)
        with_label = self.model(x, t, self.labels)
        if self.guidance == 1:
            return with_label
        without = self.model(x, t, self.null)
        return self.guidance * with_label + (1 - self.guidance) * without


def flow_matching_loss(model, data, noise, t, labels, drop, null_label):
    shape = (data.size(0),) + (1,) * (data.dim() - 1)
    velocity = data - noise
    x_t = noise + t.view(shape) * velocity
    kept = labels * ~drop + null_label * drop
    error = model(x_t, t, kept) - velocity
    return error.square().mean()


def sample(model, noise, labels, null_label, steps=50, guidance=1.0):
    field = Velocity(model, labels, null_label, guidance)
    x, times = noise, torch.linspace(0, 1, steps + 1)
    for now, then in zip(times[:-1].tolist(), times[1:].tolist()):
        x = (x + (then - now) * field(x, x.new_full((len(x),), now))).detach()
    return x


if __name__ == "__main__":
    print(sample(lambda x, t, y: -x, torch.randn(4, 2), torch.tensor([0, 1, 0, 1]), 2).shape)
