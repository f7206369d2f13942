module example.org/cycle

go 1.26
