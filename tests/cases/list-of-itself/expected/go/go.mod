module example.com/nestedlists

go 1.24
