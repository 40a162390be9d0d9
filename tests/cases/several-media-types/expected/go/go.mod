module example.com/severalmediatypes

go 1.24
