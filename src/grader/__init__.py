"""Judges a PyTorch drill by behaviour and names the mistake. See README.md in this folder."""
