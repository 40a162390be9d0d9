module example.com/securityandservers

go 1.24
