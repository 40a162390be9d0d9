module example.com/collisions

go 1.24
