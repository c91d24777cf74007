"""Findings get their place, words and waiver; the views of the lists."""
