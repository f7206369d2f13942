package main

import (
	"fmt"
)

func inner() {
	var a, b any = []int{}, []int{}
	fmt.Println(a == b)
}

func main() {
	println("start")
	inner()
}
