package main

import (
	"fmt"
)

func inner() {
	s := []int{1, 2, 3}
	i, j := 3, 2
	fmt.Println(s[i:j])
}

func main() {
	println("start")
	inner()
}
