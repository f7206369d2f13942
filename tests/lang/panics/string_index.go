package main

import (
	"fmt"
)

func inner() {
	s := "abc"
	i := 3
	fmt.Println(s[i])
}

func main() {
	println("start")
	inner()
}
