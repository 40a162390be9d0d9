module example.com/discriminator

go 1.24
