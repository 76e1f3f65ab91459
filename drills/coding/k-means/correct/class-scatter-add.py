import torch


class Lloyd:
    def __init__(self, centers, max_iters, verbose=False):
        self.centers = centers.detach().clone()
        self.max_iters = max_iters
        self.verbose = verbose

    def predict(self, x):
        delta = x.unsqueeze(1) - self.centers.unsqueeze(0)
        return torch.linalg.norm(delta, dim=-1).argmin(-1)

    def update(self, x, labels):
        index = labels.unsqueeze(1).expand_as(x)
        totals = torch.zeros_like(self.centers).scatter_add_(0, index, x)
        counts = torch.zeros_like(self.centers).scatter_add_(0, index, torch.ones_like(x))
        occupied = counts > 0
        self.centers[occupied] = (totals / counts)[occupied]

    def fit(self, x):
        labels = self.predict(x)
        for step in range(1, self.max_iters + 1):
            self.update(x, labels)
            previous, labels = labels, self.predict(x)
            if (labels == previous).all():
                break
        if self.verbose:
            print("iterations:", step)
        return self


def kmeans(points, centers, max_iters=100, verbose=False):
    model = Lloyd(centers, max_iters, verbose).fit(points.detach())
    return model.centers, model.predict(points).int()


if __name__ == "__main__":
    data = torch.randn(40, 3)
    result, assignment = kmeans(data, data[:4], verbose=True)
    print(tuple(result.shape), tuple(assignment.shape))
