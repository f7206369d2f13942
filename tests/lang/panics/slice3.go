package main

import (
	"fmt"
)

func inner() {
	s := []int{1, 2, 3}
	i := 9
	fmt.Println(s[0:1:i])
}

func main() {
	println("start")
	inner()
}
