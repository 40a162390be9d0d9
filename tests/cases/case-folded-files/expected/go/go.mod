module example.com/casefolded

go 1.24
