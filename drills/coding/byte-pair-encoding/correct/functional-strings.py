# One character stands for one token, so that str.replace merges a pair from left to right.
from functools import reduce


def as_characters(text):
    return text.encode("utf-8").decode("latin-1")


def train_bpe(text, num_merges, merges=()):
    tokens = reduce(apply, enumerate(merges, 256), as_characters(text))
    counts = {}
    for pair in zip(tokens, tokens[1:]):
        counts[pair] = counts.get(pair, 0) + 1
    if num_merges == 0 or max(counts.values(), default=0) < 2:
        return list(merges)
    best = sorted(counts, key=counts.get, reverse=True)[0]
    return train_bpe(text, num_merges - 1, (*merges, tuple(map(ord, best))))


def apply(tokens, numbered):
    new, (left, right) = numbered
    return tokens.replace(chr(left) + chr(right), chr(new))


def encode(text, merges):
    return [ord(c) for c in reduce(apply, enumerate(merges, 256), as_characters(text))]


def decode(ids, merges):
    tokens = "".join(map(chr, ids))
    for new, (left, right) in reversed(list(enumerate(merges, 256))):
        tokens = tokens.replace(chr(new), chr(left) + chr(right))
    return tokens.encode("latin-1").decode("utf-8", "replace")


if __name__ == "__main__":
    learned = train_bpe("how much wood would a woodchuck chuck", 6)
    print(len(learned), encode("woodchuck", learned))
