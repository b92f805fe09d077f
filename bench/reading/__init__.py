"""How well and how fast the reader reads, beside its peers and beside what no reader can beat."""
