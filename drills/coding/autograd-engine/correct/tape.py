from math import exp, tanh

TAPE = []  # (result, operands, derivatives), in the order of computation


def record(data, *pairs):
    result = Value(data)
    TAPE.append((result, pairs))
    return result


class Value:
    __slots__ = ("data", "grad")

    def __init__(self, data):
        self.data = float(data)
        self.grad = 0.0

    @staticmethod
    def lift(x):
        return x if isinstance(x, Value) else Value(x)

    def __add__(self, x):
        x = Value.lift(x)
        return record(self.data + x.data, (self, 1.0), (x, 1.0))

    def __mul__(self, x):
        x = Value.lift(x)
        return record(self.data * x.data, (self, x.data), (x, self.data))

    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, n):
        return record(self.data**n, (self, n * self.data ** (n - 1)))

    def exp(self):
        return record(exp(self.data), (self, exp(self.data)))

    def tanh(self):
        return record(tanh(self.data), (self, 1.0 - tanh(self.data) ** 2))

    def backward(self):
        for result, pairs in TAPE:
            for operand, _ in pairs:
                operand.grad = 0.0
            result.grad = 0.0
        self.grad = 1.0
        while TAPE:
            result, pairs = TAPE.pop()
            for operand, derivative in pairs:
                operand.grad += derivative * result.grad


if __name__ == "__main__":
    a = Value(0.5)
    (2 * a).tanh().backward()
    print("gradient:", a.grad)
