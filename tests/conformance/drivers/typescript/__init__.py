"""The driver of the generated npm package, and the tools that build both."""
