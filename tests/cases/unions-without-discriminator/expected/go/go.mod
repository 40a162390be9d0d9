module example.com/plainunions

go 1.24
