"""Input formats, one a file: bytes become a tree of text, lists and mappings, each knowing where it stands."""
