module helpers

go 1.26
