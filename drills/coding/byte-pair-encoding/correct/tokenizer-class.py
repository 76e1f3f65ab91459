from collections import Counter


class Tokenizer:
    def __init__(self, merges=()):
        self.merges = []
        self.bytes_of = {byte: bytes((byte,)) for byte in range(256)}
        for pair in merges:
            self.add(*pair)

    def add(self, left, right):
        self.bytes_of[len(self.bytes_of)] = self.bytes_of[left] + self.bytes_of[right]
        self.merges.append((left, right))

    def join(self, tokens, rank):
        left, right = self.merges[rank]
        joined = []
        for token in tokens:
            if joined and joined[-1] == left and token == right:
                joined[-1] = 256 + rank
            else:
                joined.append(token)
        return joined

    def train(self, text, num_merges):
        tokens = self.encode(text)
        for rank in range(num_merges):
            common = Counter(zip(tokens, tokens[1:])).most_common(1)
            if not common or common[0][1] < 2:
                break
            self.add(*common[0][0])
            tokens = self.join(tokens, rank)
        return self

    def encode(self, text):
        tokens = list(bytearray(text, "utf-8"))
        for rank in range(len(self.merges)):
            tokens = self.join(tokens, rank)
        return tokens

    def decode(self, tokens):
        joined = bytearray()
        for token in tokens:
            joined += self.bytes_of[token]
        return str(joined, "utf-8", "replace")


def train_bpe(text, num_merges):
    return [list(pair) for pair in Tokenizer().train(text, num_merges).merges]


def encode(text, merges):
    return tuple(Tokenizer(merges).encode(text))


def decode(ids, merges):
    return Tokenizer(merges).decode(ids)


if __name__ == "__main__":
    learned = train_bpe("peter piper picked a peck of pickled peppers", 9)
    print(encode("a pepper", learned))
