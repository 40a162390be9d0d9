module example.com/responseheaders

go 1.24
