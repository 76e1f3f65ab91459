from __future__ import annotations

from collections import Counter


def replace_pair(ids, pair, new_id):
    """Replaces the pair by the new token, from left to right and without overlap."""
    merged, i = [], 0
    while i < len(ids):
        if tuple(ids[i : i + 2]) == pair:
            merged.append(new_id)
            i += 2
        else:
            merged.append(ids[i])
            i += 1
    return merged


def train_bpe(text, num_merges):
    """Learns up to ``num_merges`` merges: a list of pairs of tokens, in order."""
    ids, merges = list(text.encode("utf-8")), []
    for new_id in range(256, 256 + num_merges):
        # Counter keeps the order of first occurrence, and max returns the first of equals.
        counts = Counter(zip(ids, ids[1:]))
        pair = max(counts, key=lambda p: counts[p], default=None)
        if pair is None or counts[pair] < 2:
            break
        ids = replace_pair(ids, pair, new_id)
        merges.append(pair)
    return merges


def encode(text, merges):
    """The tokens of the text: the merges are applied in the order in which they were learned."""
    ids = list(text.encode("utf-8"))
    for new_id, pair in enumerate(merges, start=256):
        ids = replace_pair(ids, pair, new_id)
    return ids


def decode(ids, merges):
    """The text of the tokens; bytes that are not UTF-8 become replacement characters."""
    vocab = [bytes([byte]) for byte in range(256)]
    for left, right in merges:
        vocab.append(vocab[left] + vocab[right])
    # Joined first: a token may hold only a part of a character.
    return b"".join(vocab[token] for token in ids).decode("utf-8", errors="replace")


if __name__ == "__main__":
    text = "she sells sea shells, the shells she sells are sea shells"
    merges = train_bpe(text, 12)
    ids = encode(text, merges)
    print(len(text.encode("utf-8")), "bytes become", len(ids), "tokens:", ids)
    for one in (text, "", "shell", "ça alors, 東京 🐚"):
        assert decode(encode(one, merges), merges) == one
    assert train_bpe("aaa", 5) == [(97, 97)]  # no pair is left that occurs twice
