"""The bare loop: PyYAML's C loader over every file below a folder, and nothing else."""

import os
import sys

import yaml

for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        try:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                yaml.load(file.read(), yaml.CSafeLoader)
        except (yaml.YAMLError, ValueError):
            pass
