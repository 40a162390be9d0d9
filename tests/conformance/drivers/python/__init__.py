"""The driver of the generated Python package, for both of its clients."""
