package main

import (
	"fmt"
)

func inner() {
	panic(fmt.Errorf("custom %d", 5))
}

func main() {
	println("start")
	inner()
}
