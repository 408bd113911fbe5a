"""The parallel-process simulator: branching case vignettes for psychotherapy trainees."""

__version__ = "0.1.0"
