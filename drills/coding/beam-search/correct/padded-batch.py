import torch


@torch.no_grad()
def beam_search(step_fn, start_token, eos_token, beam_width, max_length, length_penalty=0.0):
    """One batch of fixed size, in which finished hypotheses keep their places."""
    beams = torch.full((beam_width, 1), start_token, dtype=torch.long)
    ended = torch.zeros(beam_width, dtype=torch.bool)
    lengths = torch.zeros(beam_width, dtype=torch.long)
    scores = None
    for _ in range(max_length):
        logp = step_fn(beams).clone()
        vocab = logp.size(1)
        if scores is None:  # only the first of the equal beams counts
            scores = logp.new_full((beam_width,), float("-inf"))
            scores[0] = 0.0
        logp[ended] = float("-inf")
        logp[ended, eos_token] = 0.0  # the only way on is a free end token
        scores, index = (scores.unsqueeze(1) + logp).view(-1).topk(beam_width)
        parent = torch.div(index, vocab, rounding_mode="floor")
        token = index % vocab
        lengths = lengths[parent] + (~ended[parent]).long()
        ended = ended[parent] | (token == eos_token)
        beams = torch.cat([beams[parent], token.unsqueeze(1)], dim=1)
        if ended.all():
            break
    normalised = scores / lengths.to(scores.dtype) ** length_penalty
    best = int(normalised.argmax())
    return beams[best, : int(lengths[best]) + 1], normalised[best]


if __name__ == "__main__":
    torch.manual_seed(0)
    table = torch.randn(7, 7).log_softmax(-1)
    tokens, score = beam_search(lambda prefixes: table[prefixes[:, -1]], 1, 0, 3, 10)
    print(tokens.tolist(), tokens.shape, float(score))
