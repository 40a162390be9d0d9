module example.com/extraproperties

go 1.24
