"""The sample record of Hanoi and the sample documents of the demonstration."""
