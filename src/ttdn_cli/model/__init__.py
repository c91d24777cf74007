"""What the files mean: plans, registries, reports, waivers. No files here, and no clock."""
