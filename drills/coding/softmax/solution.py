import torch


def softmax(x, dim=-1):
    """Probabilities along `dim`: every slice sums to 1."""
    # The largest exponent becomes 0: exp cannot overflow, and the sum is at least 1.
    largest = x.amax(dim=dim, keepdim=True)
    shifted = x - largest
    exponentials = torch.exp(shifted)
    total = exponentials.sum(dim=dim, keepdim=True)
    return exponentials / total


def log_softmax(x, dim=-1):
    """Log-probabilities along `dim`, without taking the logarithm of a probability."""
    largest = x.amax(dim=dim, keepdim=True)
    shifted = x - largest
    total = torch.exp(shifted).sum(dim=dim, keepdim=True)
    return shifted - torch.log(total)


if __name__ == "__main__":
    torch.manual_seed(0)
    scores = torch.randn(2, 3, 5)
    assert torch.allclose(softmax(scores, dim=1), torch.softmax(scores, dim=1))
    assert torch.allclose(log_softmax(scores, dim=0), torch.log_softmax(scores, dim=0))

    # Two levels in one tensor, and a masked score.
    hard = torch.tensor([[0.0, 1.0], [9000.0, 9001.0], [3.0, float("-inf")]])
    assert torch.allclose(softmax(hard), torch.softmax(hard, dim=-1))

    far = torch.tensor([0.0, -2000.0])
    print(torch.log(softmax(far)))  # the second probability has underflowed: tensor([0., -inf])
    print(log_softmax(far))         # tensor([    0., -2000.])
    print(softmax(scores, dim=1).shape)  # torch.Size([2, 3, 5])
