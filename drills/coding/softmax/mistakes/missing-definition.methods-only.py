import torch


class Softmax:
    def __init__(self, dim=-1):
        self.dim = dim

    def _shift(self, x):
        return x - x.amax(self.dim, keepdim=True)

    def softmax(self, x):
        e = self._shift(x).exp()
        return e / e.sum(self.dim, keepdim=True)

    def log_softmax(self, x):
        z = self._shift(x)
        return z - z.exp().sum(self.dim, keepdim=True).log()


if __name__ == "__main__":
    s = Softmax(dim=0)
    print(s.softmax(torch.randn(3, 2)).shape)
