module example.org/pkgerrors

go 1.26
