module example.com/runtimenames

go 1.24
