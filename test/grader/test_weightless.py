"""Modules without a weight: they fail, and the grader goes on. Older versions of torch take no
derivative with respect to nothing."""

import tempfile
import unittest
from pathlib import Path

from grader import batch
from grader.wire import Request

CODING = Path(__file__).resolve().parents[2] / "drills" / "coding"
CLASS = """
class {name}(nn.Module):
    def __init__(self, {init}):
        super().__init__()

    def forward(self, {forward}):
        return {returned}
"""
ATTENTION = {
    "init": "d_model, num_heads",
    "forward": "query, key, value, mask=None",
    "returned": "query",
}
GROUPED = {"init": "d_model, num_heads, num_kv_heads", "forward": "x, mask=None", "returned": "x"}
BASIC = {"init": "in_channels, out_channels, stride=1", "forward": "x", "returned": "x"}
BOTTLENECK = {**BASIC, "init": "in_channels, channels, stride=1"}
EXPERTS = {
    "init": "d_model, d_ff, num_experts, top_k",
    "forward": "x",
    "returned": "x, x.sum()",
}
PATCHES = {
    "init": "image_size, patch_size, in_channels, d_model",
    "forward": "images",
    "returned": "images.flatten(2)",
}
VAE = {
    "init": "input_dim, hidden_dim, latent_dim",
    "forward": "x, noise=None",
    "returned": "x, x, x",
}
DRILLS = {
    "multi-head-attention": {"MultiHeadAttention": ATTENTION},
    "grouped-query-attention": {"GroupedQueryAttention": GROUPED},
    "transformer-block": {"TransformerBlock": {**GROUPED, "init": "d_model, num_heads, d_ff"}},
    "mixture-of-experts": {"MixtureOfExperts": EXPERTS},
    "vit-patch-embedding": {"PatchEmbedding": PATCHES},
    "batch-norm": {"BatchNorm2d": {**BASIC, "init": "num_features, eps=1e-5, momentum=0.1"}},
    "lora": {"LoRALinear": {**BASIC, "init": "base, r, alpha"}},
    "vae": {"VAE": VAE},
    "resnet-block": {"BasicBlock": BASIC, "Bottleneck": BOTTLENECK},
}


class Weightless(unittest.TestCase):
    def test_fails_without_trouble(self) -> None:
        for drill, classes in DRILLS.items():
            text = "".join(CLASS.format(name=name, **parts) for name, parts in classes.items())
            with self.subTest(drill=drill), tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "weightless.py"
                file.write_text(f"from torch import nn\n{text}", encoding="utf-8")
                verdict = batch.grade(Request("n", str(CODING / drill), str(file), None, 0))
                assert verdict is not None
                self.assertFalse(verdict["passed"])
                self.assertFalse(verdict.get("trouble"))


if __name__ == "__main__":
    unittest.main()
