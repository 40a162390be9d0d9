module example.com/defaults

go 1.24
