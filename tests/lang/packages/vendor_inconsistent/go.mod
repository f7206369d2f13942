module m

go 1.24

require example.com/v v1.0.0
