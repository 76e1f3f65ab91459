def train_bpe(text, num_merges):
    """
    text:       str
    num_merges: int, the largest number of merges to learn

    Returns the merges in order: a list of pairs [(left, right), ...] or a dict {(left, right): id}.
    """
    # Start here: what are the tokens before the first merge?
    raise NotImplementedError


def encode(text, merges):
    """Returns the tokens of the text as a list of ints. merges: what train_bpe returned."""
    raise NotImplementedError


def decode(ids, merges):
    """Returns the text of the tokens, a str."""
    raise NotImplementedError


if __name__ == "__main__":
    merges = train_bpe("banana bandana", 3)
    ids = encode("banana", merges)
    print(decode(ids, merges))  # expected: banana
    print(ids)  # expected: [257, 258]
