module example.org/vendored

go 1.26

require example.com/lib v1.2.3
