import torch


def beam_search(step_fn, start_token, eos_token, beam_width, max_length, length_penalty=0.0):
    """Refills the beam past finished hypotheses, and stops when no live one can win any more."""
    prefixes = torch.tensor([[start_token]])
    sums = torch.zeros(1)
    ended = []  # (normalised score, tokens)
    for length in range(1, max_length + 1):
        totals = sums[:, None] + step_fn(prefixes)
        for row in range(len(prefixes)):
            total = totals[row, eos_token]
            if total > float("-inf") and int((totals > total).sum()) < beam_width:
                value = float(total) / length**length_penalty
                ended.append((value, prefixes[row].tolist() + [eos_token]))
        totals = totals.clone()
        totals[:, eos_token] = float("-inf")
        sums, flat = totals.reshape(-1).topk(min(beam_width, int((totals > float("-inf")).sum())))
        if len(flat) == 0:
            break
        rows, columns = flat // totals.shape[1], flat % totals.shape[1]
        prefixes = torch.cat((prefixes[rows], columns[:, None]), dim=1)
        # A sum only falls; the largest length makes most of what it is now.
        most = max(float(sums[0]) / n**length_penalty for n in (length + 1, max_length))
        if len(ended) >= beam_width and max(ended)[0] >= most:
            break
    if not ended:
        return tuple(prefixes[0].tolist()), float(sums[0]) / length**length_penalty
    value, tokens = max(ended)
    return tuple(tokens), value


if __name__ == "__main__":
    rows = torch.tensor([[0.5, 0.5], [0.25, 0.75]]).log()
    print(torch.tensor(beam_search(lambda x: rows[x[:, -1]], 1, 0, 2, 5)[0]).shape)
