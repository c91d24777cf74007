"""From files to models: what was submitted, and every input error with its place."""
