import torch


def to_tensor(text):
    return torch.tensor(list(text.encode("utf-8")), dtype=torch.long)


def contract(ids, pair, new):
    ids, keep, i = ids.clone(), torch.ones(len(ids), dtype=torch.bool), 0
    while i < len(ids) - 1:
        if ids[i] == pair[0] and ids[i + 1] == pair[1]:
            ids[i], keep[i + 1] = new, False
            i += 1
        i += 1
    return ids[keep]


def train_bpe(text, num_merges):
    ids, merges = to_tensor(text), []
    while len(merges) < num_merges and len(ids) > 1:
        pairs = torch.stack([ids[:-1], ids[1:]], dim=1)
        same = (pairs[:, None] == pairs[None]).all(dim=2).sum(dim=1)
        if same.max() < 2:
            break
        first = int((same == same.max()).nonzero()[0])
        merges.append(tuple(pairs[first].tolist()))
        ids = contract(ids, merges[-1], 255 + len(merges))
    return merges


def encode(text, merges):
    ids = to_tensor(text)
    for i in range(len(merges)):
        ids = contract(ids, merges[i], 256 + i)
    return ids


def decode(ids, merges):
    tokens = ids.tolist()
    for i in reversed(range(len(merges))):
        tokens = [part for t in tokens for part in (merges[i] if t == 256 + i else (t,))]
    return bytes(tokens).decode("utf-8", errors="replace")


if __name__ == "__main__":
    table = train_bpe("a proper copper coffee pot", 4)
    print(encode("coffee copper", table).shape)
