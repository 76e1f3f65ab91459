import torch


class AdamW:
    """Adam with decoupled weight decay; changes its parameters in place."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        """params: an iterable of tensors that require gradients, possibly a generator."""
        # Start here: what has to be remembered from one step to the next?
        raise NotImplementedError

    def step(self):
        """One update of every parameter that has a gradient; the others are left alone."""
        raise NotImplementedError

    def zero_grad(self):
        """Sets all gradients to None or to zero."""
        raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    inputs = torch.randn(64, 3)
    targets = inputs @ torch.tensor([[1.0], [-2.0], [0.5]]) + 1.0
    model = torch.nn.Linear(3, 1)
    optimizer = AdamW(model.parameters(), lr=0.05)
    for step in range(200):
        loss = torch.nn.functional.mse_loss(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print("loss", loss.item())  # starts near 9; expected: below 0.01
