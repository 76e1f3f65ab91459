import torch


def group_advantages(rewards, group_size, eps=1e-6):
    mean_grouped = rewards.view(-1, group_size).mean(dim=1).repeat_interleave(group_size)
    std_grouped = rewards.view(-1, group_size).std(dim=1).repeat_interleave(group_size)
    return (rewards - mean_grouped) / (std_grouped + eps)


def grpo_loss(
    per_token_logps,
    old_per_token_logps,
    ref_per_token_logps,
    advantages,
    completion_mask,
    clip=0.2,
    beta=0.04,
    epsilon_high=None,
):
    log_ratio = per_token_logps - old_per_token_logps.detach()
    coef_1 = torch.exp(log_ratio)
    coef_2 = torch.clamp(coef_1, 1 - clip, 1 + (clip if epsilon_high is None else epsilon_high))
    per_token_loss1 = coef_1 * advantages.unsqueeze(1)
    per_token_loss2 = coef_2 * advantages.unsqueeze(1)
    per_token_loss = -torch.min(per_token_loss1, per_token_loss2)
    if beta != 0.0:
        per_token_kl = (
            torch.exp(ref_per_token_logps - per_token_logps)
            - (ref_per_token_logps - per_token_logps)
            - 1
        )
        per_token_loss = per_token_loss + beta * per_token_kl
    mask = completion_mask.to(per_token_loss.dtype)
    return ((per_token_loss * mask).sum(-1) / mask.sum(-1).clamp(min=1.0)).mean()


if __name__ == "__main__":
    x = torch.randn(4, 3)
    print(grpo_loss(x, x, x, torch.randn(4), torch.ones(4, 3).bool()).shape)
