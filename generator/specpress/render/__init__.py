"""Templates to text: the one Jinja environment, its filters, and the imports that follow."""
