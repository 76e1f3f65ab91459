from __future__ import annotations

from collections import defaultdict


def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    counts = defaultdict(int)
    for pair in zip(ids, ids[1:]):
        counts[pair] += 1
    merges = {}
    for new in range(256, 256 + num_merges):
        top = max(counts.values(), default=0)
        if top < 2:
            break
        best = next(pair for pair in zip(ids, ids[1:]) if counts[pair] == top)
        merges[best] = new
        ids = merge(ids, best, new, counts)
    return merges


def merge(ids, pair, new, counts):
    """Merges, and corrects the counts next to each merge only."""
    out = []
    at = 0
    while at < len(ids):
        if at + 1 < len(ids) and (ids[at], ids[at + 1]) == pair:
            counts[pair] -= 1
            if out:
                counts[out[-1], ids[at]] -= 1
                counts[out[-1], new] += 1
            if at + 2 < len(ids):
                counts[ids[at + 1], ids[at + 2]] -= 1
                counts[new, ids[at + 2]] += 1
            out.append(new)
            at += 2
        else:
            out.append(ids[at])
            at += 1
    return out


def encode(text, merges):
    ids = list(text.encode("utf-8"))
    known = set(ids)
    for pair, new in merges.items():
        if known.issuperset(pair):
            ids = merge(ids, pair, new, defaultdict(int))
            known = set(ids)
    return ids


def decode(ids, merges):
    parts = {new: pair for pair, new in merges.items()}
    stack, data = list(reversed(ids)), bytearray()
    while stack:
        token = stack.pop()
        if token in parts:
            left, right = parts[token]
            stack += [right, left]
        else:
            data.append(token)
    return data.decode("utf-8", "replace")


if __name__ == "__main__":
    learned = train_bpe("red lorry, yellow lorry, red lorry", 8)
    print(learned, encode("yellow", learned))
