module example.com/nullablechoice

go 1.24
