"""Checks and follows action plans of public administration."""

__version__ = "0.1.0"
