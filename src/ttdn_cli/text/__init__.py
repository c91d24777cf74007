"""Words: languages, labels, and letters made comparable and safe."""
