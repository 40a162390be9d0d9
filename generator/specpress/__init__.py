"""specpress: documented REST endpoints and OpenAPI descriptions to clients, models and docs."""

__version__ = "0.1.0"
