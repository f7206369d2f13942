module example.org/internal_rule

go 1.26
