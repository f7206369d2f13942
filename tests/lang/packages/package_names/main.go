package main

import (
	"m/odd"
	"m/unused"
)

func main() { println(name.X, odd.X) }
