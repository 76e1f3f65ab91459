"""How one step of an LSTM is taken apart from outside."""
