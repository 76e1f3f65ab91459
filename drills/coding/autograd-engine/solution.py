import math


class Value:
    """A number that remembers how it was computed, so that `backward` can fill in gradients."""

    def __init__(self, data, parents=(), local=()):
        self.data = data
        self.grad = 0.0
        self._parents = parents
        self._local = local  # the derivative of this value with respect to each parent

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, n):
        return Value(self.data**n, (self,), (n * self.data ** (n - 1),))

    def exp(self):
        e = math.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        slope = 1.0 if self.data > 0 else 0.0
        return Value(self.data * slope, (self,), (slope,))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __truediv__(self, other):
        return self * other**-1

    def backward(self):
        """Sets the gradient of every value that this one depends on."""
        self.grad = 1.0
        for node in reversed(self._operands_first()):
            for parent, local in zip(node._parents, node._local):
                # Added, because a parent may have been used more than once.
                parent.grad += local * node.grad

    def _operands_first(self):
        # A stack of its own: recursion would fail on a graph that is a thousand operations deep.
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, finished = stack.pop()
            if finished:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack.extend((parent, False) for parent in node._parents)
        return order


if __name__ == "__main__":
    a, b = Value(2.0), Value(-3.0)
    c = 2 * a * b + a**3
    c.backward()
    print(a.grad, b.grad)  # 6.0 4.0

    def loss(w):
        return (0.5 * w).tanh() * w + (w * w).exp() ** 0.5

    w = Value(0.7)
    loss(w).backward()
    h = 1e-6
    numeric = (loss(Value(0.7 + h)).data - loss(Value(0.7 - h)).data) / (2 * h)
    assert abs(w.grad - numeric) < 1e-6
    print(w.grad)  # about 1.54

    x = y = Value(1.0)
    for _ in range(60):
        y = y + y
    y.backward()
    print(x.grad == 2.0**60)  # True, and at once
