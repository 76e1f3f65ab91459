import math


class Value:
    """A number that remembers how it was computed, so that `backward` can fill in gradients."""

    def __init__(self, data):
        self.data = data
        self.grad = 0.0
        # Start here: what must a value know about the operation that made it?
        raise NotImplementedError

    # Write +, *, ** and exp, and relu or tanh. Each returns a new Value.

    def exp(self):
        raise NotImplementedError

    def backward(self):
        """Sets the gradient of every value that this one depends on."""
        raise NotImplementedError


if __name__ == "__main__":
    a, b = Value(2.0), Value(-3.0)
    c = 2 * a * b + a**3
    c.backward()
    print(a.grad, b.grad)  # expected: 6.0 4.0
