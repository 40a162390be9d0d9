module example.com/conformance

go 1.24

require example.com/zstack v0.0.0

replace example.com/zstack => ../../../../generated/zstack/go
