"""The Python target: a package with typed clients and models."""

from specpress.targets.python.target import PythonTarget

TARGET = PythonTarget()
