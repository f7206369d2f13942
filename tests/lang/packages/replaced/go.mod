module example.org/replaced

go 1.26

require example.com/other v0.0.0

replace example.com/other => ./local
