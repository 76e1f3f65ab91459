"""Judges a PyTorch drill by behaviour and names the mistake. See README.md in this folder."""

import gc

# Nothing that importing torch makes is garbage: looking for some takes a tenth of the start.
gc.disable()
import torch  # noqa: E402, F401

gc.enable()
