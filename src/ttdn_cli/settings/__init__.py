"""Settings: ttdn.toml, the environment, and folders of provinces."""
