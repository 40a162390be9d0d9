module example.com/merged

go 1.24
