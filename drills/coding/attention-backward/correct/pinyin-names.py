"""Yi ge yi ge de yangben: meige yangben de juzhen."""
import torch


def attention_backward(q, k, v, grad_out):
    jieguo = []
    for cha, jian, zhi, shang in zip(q, k, v, grad_out):
        suofang = cha.shape[1] ** 0.5
        quan = torch.softmax(torch.mm(cha, jian.t()) / suofang, dim=1)
        d_quan = torch.mm(shang, zhi.t())
        d_fen = quan * d_quan
        d_fen = d_fen - quan * d_fen.sum(dim=1).unsqueeze(1)
        d_cha = torch.mm(d_fen, jian) / suofang
        d_jian = torch.mm(d_fen.t(), cha) / suofang
        jieguo.append((d_cha, d_jian, torch.mm(quan.t(), shang)))
    return tuple(map(torch.stack, zip(*jieguo)))


if __name__ == "__main__":
    for tidu in attention_backward(*torch.randn(4, 2, 3, 5)):
        print(tidu.shape)
