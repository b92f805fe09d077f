"""Proxeny: the external-affairs record of a city, every figure one click from its source."""

__version__ = "0.1.0"
