package main

import (
	"fmt"
)

func inner() {
	var x any
	fmt.Println(x.(int))
}

func main() {
	println("start")
	inner()
}
