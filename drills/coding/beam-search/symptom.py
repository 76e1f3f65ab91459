"""What is seen of a beam search: how good and how long its results are."""

import torch
from grader.symptoms import Symptom

_SIZE, _START, _END = 12, 0, 1


def symptom(program) -> Symptom:
    """Searches twenty random models with several widths and penalties."""
    tables = torch.randn(20, _SIZE, _SIZE).mul(2).log_softmax(-1)

    def search(table: torch.Tensor, width: int, penalty: float = 0.0) -> tuple:
        found = program.beam_search(lambda p: table[p[:, -1]], _START, _END, width, 8, penalty)
        tokens = torch.as_tensor(found[0]).tolist()
        total = sum(table[a, b].item() for a, b in zip(tokens, tokens[1:]))
        return len(tokens) - 1, total, tokens

    widths = range(1, 9)
    curve = [sum(search(table, width)[1] for table in tables) / 20 for width in widths]
    figures = {
        f"The mean number of tokens with a length penalty of {penalty}": (
            sum(search(table, 4, penalty)[0] for table in tables) / 20
        )
        for penalty in (0.0, 1.0)
    }
    beyond = sum(_END in search(table, 4)[2][:-1] for table in tables)
    figures["The number of results with tokens behind the end token"] = beyond
    did = "searched twenty random models with beams of 1 to 8"
    return Symptom(did, {"The mean log-probability of the result, by beam width": curve}, figures)
