"""One small driver in each language: it makes the call of a job and prints what it sees."""
