import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    # 多头注意力
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.toushu = num_heads                     # 头数
        self.quanzhong = nn.ParameterDict({          # 权重
            "chaxun": nn.Parameter(torch.randn(d_model, d_model) * 0.05),   # 查询
            "jian": nn.Parameter(torch.randn(d_model, d_model) * 0.05),     # 键
            "zhi": nn.Parameter(torch.randn(d_model, d_model) * 0.05),      # 值
            "shuchu": nn.Parameter(torch.randn(d_model, d_model) * 0.05),   # 输出
        })

    def forward(self, query, key, value, mask=None):
        w = self.quanzhong
        b, tq, d = query.shape
        tk = key.shape[1]
        dk = d // self.toushu
        q = F.linear(query, w["chaxun"]).view(b, tq, self.toushu, dk)
        k = F.linear(key, w["jian"]).view(b, tk, self.toushu, dk)
        v = F.linear(value, w["zhi"]).view(b, tk, self.toushu, dk)
        fenshu = torch.einsum("bqhd,bkhd->bhqk", q, k).div(dk ** 0.5)
        if mask is not None:
            fenshu = fenshu.masked_fill(mask == False, float("-inf"))  # noqa: E712
        zhuyili = F.softmax(fenshu, dim=-1)
        jieguo = torch.einsum("bhqk,bkhd->bqhd", zhuyili, v).reshape(b, tq, d)
        return F.linear(jieguo, w["shuchu"])


if __name__ == "__main__":
    moxing = MultiHeadAttention(48, 4)
    x = torch.randn(2, 3, 48)
    y = torch.randn(2, 5, 48)
    shuchu = moxing(x, y, y)
    print(f"输出形状: {shuchu.shape}")
