package main

import (
	"fmt"
)

func inner() {
	s := make([]int, 2, 4)
	i := 5
	fmt.Println(s[:i])
}

func main() {
	println("start")
	inner()
}
