import torch


def nearest_neighbours(queries, points, k):
    abstaende = queries.new_zeros(len(queries), k)
    nummern = torch.zeros(len(queries), k, dtype=torch.int64)
    for zeile, anfrage in enumerate(queries):
        abstand = (points - anfrage).pow(2).sum(1).sqrt()
        sortiert, reihenfolge = torch.sort(abstand, stable=True)
        abstaende[zeile] = sortiert[:k]
        nummern[zeile] = reihenfolge[:k]
    return abstaende, nummern


if __name__ == "__main__":
    print(nearest_neighbours(torch.randn(2, 3), torch.randn(6, 3), 4)[1].shape)
