module example.com/keywordarguments

go 1.24
