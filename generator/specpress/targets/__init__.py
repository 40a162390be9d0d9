"""One folder a target. A target turns the model and its names into files, and nothing else."""
