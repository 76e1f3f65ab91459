import torch


def beam_search(step_fn, start_token, eos_token, beam_width, max_length, length_penalty=0.0):
    """The best hypothesis as (tokens, score), start token first."""
    live = [([start_token], 0.0)]  # tokens, and the sum of their log-probabilities
    finished = []
    for _ in range(max_length):
        log_probs = step_fn(torch.tensor([tokens for tokens, _ in live]))  # (N, V)
        sums = log_probs + log_probs.new_tensor([total for _, total in live])[:, None]
        # All extensions of all live hypotheses compete for the same places.
        best, places = sums.flatten().topk(min(beam_width, sums.numel()))
        extended = []
        for total, place in zip(best.tolist(), places.tolist()):
            parent, token = divmod(place, sums.shape[1])
            hypothesis = (live[parent][0] + [token], total)
            (finished if token == eos_token else extended).append(hypothesis)
        live = extended
        if not live:
            break

    def score(hypothesis):
        tokens, total = hypothesis
        return total / (len(tokens) - 1) ** length_penalty  # the start token does not count

    best = max(finished + live, key=score)
    return best[0], score(best)


if __name__ == "__main__":
    # Token 1 is likely at first, but nothing likely follows it. Token 0 ends a sequence.
    rows = [[0.2, 0.2, 0.6], [0.4, 0.3, 0.3], [0.9, 0.05, 0.05], [0.0, 0.6, 0.4]]
    table = torch.tensor(rows).log()
    for width in (1, 2):
        tokens, score = beam_search(lambda prefixes: table[prefixes[:, -1]], 3, 0, width, 4)
        print(width, tokens, round(score, 2), torch.tensor(tokens).shape)
    assert tokens == [3, 2, 0]  # greedy search ends with [3, 1, 0] at log(0.6 * 0.4)
