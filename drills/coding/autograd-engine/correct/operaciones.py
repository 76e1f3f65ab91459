import math
from collections import deque
from dataclasses import dataclass, field


class Suma:
    def valor(self, a, b):
        return a + b

    def derivadas(self, a, b):
        return 1.0, 1.0


class Producto:
    def valor(self, a, b):
        return a * b

    def derivadas(self, a, b):
        return b, a


class Potencia:
    def __init__(self, n):
        self.n = n

    def valor(self, a):
        return a**self.n

    def derivadas(self, a):
        return (self.n * a ** (self.n - 1),)


class Funcion:
    def __init__(self, f, derivada):
        self.valor, self.derivada = f, derivada

    def derivadas(self, a):
        return (self.derivada(a),)


EXP = Funcion(math.exp, math.exp)
RELU = Funcion(lambda a: a if a > 0 else 0.0, lambda a: float(a > 0))
TANH = Funcion(math.tanh, lambda a: 1 / math.cosh(a) ** 2)
LOG = Funcion(math.log, lambda a: 1 / a)


@dataclass(eq=False)
class Value:
    data: float
    grad: float = 0.0
    operacion: object = None
    entradas: tuple = field(default=())

    def aplicar(self, operacion, *otros):
        entradas = (self, *(o if isinstance(o, Value) else Value(o) for o in otros))
        datos = operacion.valor(*(e.data for e in entradas))
        return Value(datos, 0.0, operacion, entradas)

    def __add__(self, otro):
        return self.aplicar(Suma(), otro)

    def __mul__(self, otro):
        return self.aplicar(Producto(), otro)

    def __pow__(self, n):
        return self.aplicar(Potencia(n))

    def __radd__(self, otro):
        return self + otro

    def __rmul__(self, otro):
        return self * otro

    def exp(self):
        return self.aplicar(EXP)

    def relu(self):
        return self.aplicar(RELU)

    def tanh(self):
        return self.aplicar(TANH)

    def log(self):
        return self.aplicar(LOG)

    def backward(self):
        usos, pendientes, vistos = {}, [self], {self}
        while pendientes:
            for e in pendientes.pop().entradas:
                usos[e] = usos.get(e, 0) + 1
                if e not in vistos:
                    vistos.add(e)
                    pendientes.append(e)
        self.grad, cola = 1.0, deque([self])
        while cola:
            v = cola.popleft()
            derivadas = v.operacion.derivadas(*(e.data for e in v.entradas)) if v.entradas else ()
            for e, d in zip(v.entradas, derivadas):
                e.grad += d * v.grad
                usos[e] -= 1
                if usos[e] == 0:  # todos sus usos han aportado
                    cola.append(e)


if __name__ == "__main__":
    x = Value(1.5)
    (x.log() + x * x).backward()
    print("gradiente", x.grad)
