"""The Rust target: a crate with typed clients, asynchronous and blocking."""

from specpress.targets.rust.target import RustTarget

TARGET = RustTarget()
