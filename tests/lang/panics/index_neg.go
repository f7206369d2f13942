package main

import (
	"fmt"
)

func inner() {
	s := []int{1}
	i := -1
	fmt.Println(s[i])
}

func main() {
	println("start")
	inner()
}
