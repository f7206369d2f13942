package main

import (
	"fmt"
)

func inner() {
	var x any = 3
	fmt.Println(x.(string))
}

func main() {
	println("start")
	inner()
}
