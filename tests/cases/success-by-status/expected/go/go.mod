module example.com/statuses

go 1.24
