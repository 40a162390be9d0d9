"""One table of scenarios, one server that plays them, one small driver in each language."""
