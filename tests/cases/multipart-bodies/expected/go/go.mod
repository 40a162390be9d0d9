module example.com/multipart

go 1.24
