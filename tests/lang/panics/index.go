package main

import (
	"fmt"
)

func inner() {
	s := []int{1, 2, 3}
	i := 5
	fmt.Println(s[i])
}

func main() {
	println("start")
	inner()
}
