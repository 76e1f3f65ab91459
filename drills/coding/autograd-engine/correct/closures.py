import itertools
import math


class Value:
    """Each value holds a function that passes its gradient on; newer values go first."""

    counter = itertools.count()

    def __init__(self, data, _children=()):
        self.data = data
        self.grad = 0
        self._prev = tuple(_children)
        self._backward = lambda: None
        self._born = next(Value.counter)

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        out = Value(self.data + other.data, (self, other))

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        out = Value(self.data * other.data, (self, other))

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def __pow__(self, power):
        out = Value(self.data**power, (self,))

        def _backward():
            self.grad += power * self.data ** (power - 1) * out.grad

        out._backward = _backward
        return out

    def exp(self):
        out = Value(math.exp(self.data), (self,))

        def _backward():
            self.grad += out.data * out.grad

        out._backward = _backward
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,))

        def _backward():
            self.grad += (out.data > 0) * out.grad

        out._backward = _backward
        return out

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def backward(self):
        nodes, todo = {self}, [self]
        while todo:
            for child in todo.pop()._prev:
                if child not in nodes:
                    nodes.add(child)
                    todo.append(child)
        topo = sorted(nodes, key=lambda v: v._born, reverse=True)
        self.grad = 1.0
        for v in topo:
            v._backward()


if __name__ == "__main__":
    x = Value(3.0)
    y = (x * x + 1).relu()
    y.backward()
    print(x)
