from __future__ import annotations


def pares(tokens):
    return zip(tokens, tokens[1:])


def fusionar(tokens, par, nuevo):
    resultado = []
    saltar = False
    for actual, siguiente in zip(tokens, tokens[1:] + [None]):
        if saltar:
            saltar = False
        elif (actual, siguiente) == par:
            resultado.append(nuevo)
            saltar = True
        else:
            resultado.append(actual)
    return resultado


def train_bpe(text, num_merges):
    tokens, fusiones = list(text.encode()), {}
    while len(fusiones) < num_merges:
        veces = {}
        for par in pares(tokens):
            veces[par] = veces.get(par, 0) + 1
        mejor, maximo = None, 1
        for par, cuenta in veces.items():
            if cuenta > maximo:
                mejor, maximo = par, cuenta
        if mejor is None:
            break
        nuevo = 256 + len(fusiones)
        tokens = fusionar(tokens, mejor, nuevo)
        fusiones[mejor] = nuevo
    return fusiones


def encode(text, merges):
    tokens = list(text.encode())
    while len(tokens) > 1:
        par = min(pares(tokens), key=lambda p: merges.get(p, float("inf")))
        if par not in merges:
            break
        tokens = fusionar(tokens, par, merges[par])
    return tokens


def decode(ids, merges):
    partes = {nuevo: par for par, nuevo in merges.items()}

    def octetos(token):
        if token < 256:
            return bytes([token])
        izquierda, derecha = partes[token]
        return octetos(izquierda) + octetos(derecha)

    return b"".join(map(octetos, ids)).decode(errors="replace")


if __name__ == "__main__":
    fusiones = train_bpe("tres tristes tigres tragaban trigo", 8)
    print(encode("tigre triste", fusiones))
