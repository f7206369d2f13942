package main

import (
	"fmt"
)

func inner() {
	a, b := 1, 0
	fmt.Println(a / b)
}

func main() {
	println("start")
	inner()
}
