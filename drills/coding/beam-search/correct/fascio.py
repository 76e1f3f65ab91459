import torch


class Fascio:
    """Le ipotesi vive; si restringe quando una finisce."""

    def __init__(self, inizio, fine, larghezza):
        self.fine, self.larghezza = fine, larghezza
        self.vive = [(0.0, (inizio,))]
        self.finite = []

    def avanza(self, passo):
        candidate = []
        for somma, prefisso in self.vive:
            righe = passo(torch.tensor([prefisso]))
            for gettone, logaritmo in enumerate(righe.squeeze(0).tolist()):
                candidate.append((somma + logaritmo, prefisso + (gettone,)))
        candidate.sort(key=lambda ipotesi: -ipotesi[0])
        scelte = candidate[: self.larghezza]
        nuove = [ipotesi for ipotesi in scelte if ipotesi[1][-1] == self.fine]
        self.finite += nuove
        self.larghezza -= len(nuove)
        self.vive = [ipotesi for ipotesi in scelte if ipotesi[1][-1] != self.fine]


def beam_search(step_fn, start_token, eos_token, beam_width, max_length, length_penalty=0.0):
    fascio = Fascio(start_token, eos_token, beam_width)
    passi = 0
    while fascio.vive and fascio.larghezza > 0 and passi < max_length:
        fascio.avanza(step_fn)
        passi += 1
    migliore = None
    for somma, prefisso in fascio.finite or fascio.vive:
        valore = somma / (len(prefisso) - 1) ** length_penalty
        if migliore is None or valore > migliore[1]:
            migliore = (list(prefisso), valore)
    return migliore


if __name__ == "__main__":
    tabella = torch.tensor([[0.2, 0.8], [0.6, 0.4]]).log()
    print("forma", torch.tensor(beam_search(lambda p: tabella[p[:, -1]], 1, 0, 2, 4)[0]).shape)
