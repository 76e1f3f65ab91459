import torch


def beam_search(step_fn, start_token, eos_token, beam_width, max_length, length_penalty=0.0):
    """
    step_fn: takes int64 prefixes (N, t); returns log-probabilities of the next token (N, V)

    Returns (tokens, score): the best hypothesis, start token first, and its
    log-probability divided by length ** length_penalty.
    """
    # Start here: what does a hypothesis consist of, and what happens to one that ends?
    raise NotImplementedError


if __name__ == "__main__":
    # Token 1 is likely at first, but nothing likely follows it. Token 0 ends a sequence.
    rows = [[0.2, 0.2, 0.6], [0.4, 0.3, 0.3], [0.9, 0.05, 0.05], [0.0, 0.6, 0.4]]
    table = torch.tensor(rows).log()
    tokens, score = beam_search(lambda prefixes: table[prefixes[:, -1]], 3, 0, 2, max_length=4)
    print(tokens, score)  # expected: [3, 2, 0] and log(0.4 * 0.9) = -1.02
    print(torch.tensor(tokens).shape)  # expected: torch.Size([3])
