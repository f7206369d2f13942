package main

import (
	"fmt"
)

func inner() {
	var x any = 3
	fmt.Println(x.(fmt.Stringer))
}

func main() {
	println("start")
	inner()
}
