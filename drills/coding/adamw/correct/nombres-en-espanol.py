import torch


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.parametros = list(params)
        self.tasa = lr
        self.beta_media, self.beta_cuadrado = betas
        self.epsilon = eps
        self.decaimiento = weight_decay
        self.paso = 0
        for parametro in self.parametros:
            parametro.media = torch.zeros_like(parametro)
            parametro.cuadrado = torch.zeros_like(parametro)

    def zero_grad(self):
        for parametro in self.parametros:
            if parametro.grad is not None:
                parametro.grad = torch.zeros_like(parametro.grad)

    @torch.no_grad()
    def step(self):
        self.paso = self.paso + 1
        for parametro in filter(lambda p: p.grad is not None, self.parametros):
            self.actualizar(parametro)

    def actualizar(self, parametro):
        gradiente = parametro.grad
        parametro.media = self.mezclar(self.beta_media, parametro.media, gradiente)
        parametro.cuadrado = self.mezclar(self.beta_cuadrado, parametro.cuadrado, gradiente**2)
        media = self.corregir(self.beta_media, parametro.media)
        cuadrado = self.corregir(self.beta_cuadrado, parametro.cuadrado)
        adaptado = media / (cuadrado.sqrt() + self.epsilon)
        parametro -= self.tasa * (adaptado + self.decaimiento * parametro)

    @staticmethod
    def mezclar(beta, antiguo, nuevo):
        return beta * antiguo + (1 - beta) * nuevo

    def corregir(self, beta, promedio):
        return promedio / (1 - beta**self.paso)


if __name__ == "__main__":
    pesos = torch.nn.Parameter(torch.ones(3, 2))
    optimizador = AdamW([pesos], lr=0.1)
    for _ in range(20):
        optimizador.zero_grad()
        perdida = (pesos - 2).pow(2).sum()
        perdida.backward()
        optimizador.step()
    print("pérdida", perdida.item())
