import torch
import torch.nn as nn
import torch.nn.functional as F


class GroupedQueryAttention(nn.Module):
    # 分组查询注意力
    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        self.toushu = num_heads
        self.weidu = d_model // num_heads
        self.w_chaxun = nn.Parameter(torch.empty(d_model, num_heads * self.weidu))
        self.w_jian = nn.Parameter(torch.empty(d_model, num_kv_heads * self.weidu))
        self.w_zhi = nn.Parameter(torch.empty(d_model, num_kv_heads * self.weidu))
        self.w_shuchu = nn.Parameter(torch.empty(num_heads * self.weidu, d_model))
        for w in self.parameters():
            nn.init.xavier_uniform_(w)
        # 每个查询头用哪个键值头
        yingshe = torch.arange(num_heads) // (num_heads // num_kv_heads)
        self.register_buffer("yingshe", yingshe)

    def forward(self, x, mask=None):
        b, t, _ = x.shape
        q = (x @ self.w_chaxun).reshape(b, t, -1, self.weidu)
        k = (x @ self.w_jian).reshape(b, t, -1, self.weidu)[:, :, self.yingshe]
        v = (x @ self.w_zhi).reshape(b, t, -1, self.weidu)[:, :, self.yingshe]
        fenshu = torch.einsum("bihd,bjhd->bhij", q, k) / self.weidu ** 0.5
        if mask is not None:
            fenshu = fenshu.masked_fill(mask == False, float("-inf"))  # noqa: E712
        quanzhong = F.softmax(fenshu, dim=3)
        jieguo = torch.einsum("bhij,bjhd->bihd", quanzhong, v)
        return jieguo.reshape(b, t, self.toushu * self.weidu) @ self.w_shuchu


if __name__ == "__main__":
    moxing = GroupedQueryAttention(48, 6, 3)
    print("形状:", moxing(torch.randn(2, 5, 48)).shape)
