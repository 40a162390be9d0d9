"""The Go package: one package, the standard library only."""

from specpress.targets.go.target import GoTarget

TARGET = GoTarget()
