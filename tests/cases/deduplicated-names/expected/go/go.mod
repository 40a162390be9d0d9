module example.com/deduplicated

go 1.24
