"""The commands, one a file: each wires parts together and judges nothing."""
