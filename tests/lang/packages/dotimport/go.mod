module example.org/dot

go 1.26
