module example.com/zstack

go 1.24
