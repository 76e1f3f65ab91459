import heapq
from dataclasses import dataclass
from typing import List, Optional

import torch


@dataclass
class Node:
    """A token with a link to the one before it."""

    token: int
    logp: float
    parent: Optional["Node"]
    length: int

    def path(self) -> List[int]:
        return ([] if self.parent is None else self.parent.path()) + [self.token]

    def rank(self, penalty: float) -> float:
        return self.logp / max(self.length, 1) ** penalty


def expand(node: Node, step_fn) -> List[Node]:
    prefix = torch.tensor(node.path(), dtype=torch.int64).unsqueeze(0)
    row = step_fn(prefix)[0].tolist()
    finite = [(token, logp) for token, logp in enumerate(row) if logp > float("-inf")]
    return [Node(token, node.logp + logp, node, node.length + 1) for token, logp in finite]


def beam_search(step_fn, start_token, eos_token, beam_width, max_length, length_penalty=0.0):
    """One prefix at a time; finished nodes take up places, and the penalty prunes as well."""

    def key(node: Node) -> float:
        return node.rank(length_penalty)

    beam = [Node(start_token, 0.0, None, 0)]
    for _ in range(max_length):
        done = [n for n in beam if n.parent is not None and n.token == eos_token]
        if len(done) == len(beam):
            break
        grown = [child for n in beam if n not in done for child in expand(n, step_fn)]
        beam = heapq.nlargest(beam_width, done + grown, key=key)
    winner = max(beam, key=key)
    return winner.path(), key(winner)


if __name__ == "__main__":
    table = torch.tensor([[0.1, 0.9], [0.3, 0.7]]).log()
    path, value = beam_search(lambda p: table[p[:, -1]], 1, 0, 4, 3, length_penalty=0.5)
    print(path, value, "shape", torch.tensor(path).shape)
