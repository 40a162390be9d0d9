module example.com/enumsymbols

go 1.24
