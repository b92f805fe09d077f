"""Rows a second and memory of imports and exports, ours beside a widely used peer's."""
