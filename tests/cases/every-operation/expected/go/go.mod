module example.com/everyoperation

go 1.24
