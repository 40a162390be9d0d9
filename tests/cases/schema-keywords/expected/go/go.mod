module example.com/schemakeywords

go 1.24
