import torch


def mlp_forward(x, y, W1, b1, W2, b2):
    """Mean cross-entropy of a classifier with one hidden layer, and what backward needs."""
    before = x @ W1 + b1  # (B, H)
    hidden = before.clamp(min=0)
    logits = hidden @ W2 + b2  # (B, C)

    shifted = logits - logits.amax(dim=1, keepdim=True)
    total = shifted.exp().sum(dim=1, keepdim=True)
    log_probs = shifted - total.log()
    losses = -log_probs[torch.arange(len(y)), y]
    loss = losses.mean()
    return loss, (x, y, before, hidden, log_probs, W2)


def mlp_backward(cache):
    """The gradients of the mean loss, from the logits back to the first layer."""
    x, y, before, hidden, log_probs, W2 = cache

    grad_logits = log_probs.exp()
    grad_logits[torch.arange(len(y)), y] -= 1
    grad_logits = grad_logits / len(y)  # the loss is a mean over the batch

    grad_W2 = hidden.t() @ grad_logits
    grad_b2 = grad_logits.sum(dim=0)

    grad_hidden = grad_logits @ W2.t()
    grad_before = grad_hidden * (before > 0)
    grad_W1 = x.t() @ grad_before
    grad_b1 = grad_before.sum(dim=0)
    return {"W1": grad_W1, "b1": grad_b1, "W2": grad_W2, "b2": grad_b2}


if __name__ == "__main__":
    torch.manual_seed(0)
    B, D, H, C = 6, 5, 4, 3
    x, y = torch.randn(B, D), torch.randint(C, (B,))
    sizes = {"W1": (D, H), "b1": (H,), "W2": (H, C), "b2": (C,)}
    parameters = {name: torch.randn(size).double() for name, size in sizes.items()}
    loss, cache = mlp_forward(x.double(), y, **parameters)
    gradients = mlp_backward(cache)

    # One number of each parameter, against a difference quotient.
    for name, gradient in gradients.items():
        nudged = {key: value.clone() for key, value in parameters.items()}
        nudged[name].view(-1)[0] += 1e-6
        slope = (mlp_forward(x.double(), y, **nudged)[0] - loss) / 1e-6
        assert abs(slope - gradient.reshape(-1)[0]) < 1e-4
        print(name, tuple(gradient.shape))
