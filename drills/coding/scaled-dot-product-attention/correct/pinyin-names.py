import torch


def attention(chaxun, jian, zhi, mask=None, causal=False):
    # 缩放点积注意力
    weidu = chaxun.shape[-1]
    # 先转置，这样 softmax 在倒数第二维上就是对键做归一化
    fenshu = jian @ chaxun.transpose(-2, -1) / weidu ** 0.5      # (B, Tk, Tq)
    if mask is not None:
        fenshu = fenshu.masked_fill(~mask.transpose(-2, -1), float("-inf"))
    if causal:
        weilai = torch.ones(fenshu.shape[1:], dtype=torch.bool, device=fenshu.device).tril(-1)
        fenshu = fenshu.masked_fill(weilai, float("-inf"))
    quanzhong = torch.softmax(fenshu, dim=1)
    return quanzhong.transpose(-2, -1) @ zhi


if __name__ == "__main__":
    x = torch.randn(2, 5, 16)
    print("输出形状:", attention(x, x, x, causal=True).shape)
