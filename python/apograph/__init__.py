"""Apograph's cases, exhibits and findings in Python, and an independent program for their figures. Standard library only."""
from .reading import read_answers
from .records import frames, read_case, read_exhibit, read_findings
from .recompute import Comparison, Recomputation, recompute

__all__ = ["Comparison", "Recomputation", "frames", "read_answers", "read_case", "read_exhibit", "read_findings", "recompute"]
