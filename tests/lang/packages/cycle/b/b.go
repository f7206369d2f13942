package b

import "example.org/cycle/a"

func B() { a.A() }
