import torch


def softmax(x, dim=-1):
    # 先减去最大值，避免溢出
    zuida = torch.amax(x, dim, True)
    zhishu = torch.exp(torch.sub(x, zuida))
    zonghe = torch.sum(zhishu, dim, True)
    gailv = torch.div(zhishu, zonghe)
    return gailv


def log_softmax(x, dim=-1):
    zuida = torch.amax(x, dim, True)
    cha = torch.sub(x, zuida)
    zonghe = torch.sum(torch.exp(cha), dim, True)
    duishu = torch.log(zonghe)
    return torch.sub(cha, duishu)


if __name__ == "__main__":
    shuru = torch.randn(3, 6)
    shuchu = softmax(shuru)
    print("形状", shuchu.shape)
