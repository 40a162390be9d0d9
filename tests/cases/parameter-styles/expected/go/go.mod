module example.com/parameterstyles

go 1.24
