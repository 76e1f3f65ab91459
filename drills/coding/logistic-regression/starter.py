import torch


def logistic_loss(weight, bias, x, y, l2=0.0):
    """
    weight: (D,)    bias: ()    x: (N, D)    y: (N,) of 0 and 1, of any dtype

    Returns a scalar: the mean negative log-likelihood, plus l2 / 2 * sum(weight ** 2).
    """
    # Start here: the logits. What is the loss of one sample, as a function of its logit?
    raise NotImplementedError


def fit(x, y, lr=0.1, steps=100, l2=0.0):
    """Returns (weight, bias) after exactly `steps` updates from zeros."""
    raise NotImplementedError


def predict(weight, bias, x):
    """Returns the labels, (N,): 1 where the probability is at least 1/2, else 0."""
    raise NotImplementedError


if __name__ == "__main__":
    x = torch.tensor([[1.0, 0.0], [2.0, 1.0], [-1.0, 0.5], [-2.0, 0.0]])
    y = torch.tensor([1, 1, 0, 0])
    weight, bias = fit(x, y)
    print(predict(weight, bias, x))  # expected: tensor([1, 1, 0, 0])
    print(weight.shape)  # expected: torch.Size([2])
