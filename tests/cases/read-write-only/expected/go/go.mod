module example.com/readandwriteonly

go 1.24
