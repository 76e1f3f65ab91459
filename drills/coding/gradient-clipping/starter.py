import torch


def clip_grad_norm(parameters, max_norm):
    """Limits the gradients' total norm to max_norm in place. Returns the norm before clipping."""
    # Start here: parameters may be a generator, and some may have no gradient.
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 3)
    (100 * model(torch.randn(8, 4)).square()).mean().backward()
    print(clip_grad_norm(model.parameters(), 1.0))  # the norm before clipping
    print(clip_grad_norm(model.parameters(), 1.0))  # expected: about 1
