module example.com/inlinenames

go 1.24
