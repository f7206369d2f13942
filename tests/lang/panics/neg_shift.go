package main

import (
	"fmt"
)

func inner() {
	n := -1
	fmt.Println(1 << n)
}

func main() {
	println("start")
	inner()
}
