package main

import (
	"fmt"
	"os"
	str "strings"
)

func main() {
	x := 1
	var y, z int
	z = 2
	for i, v := range []int{1} {
	}
	func() { w := 3 }()
L:
	fmt.Println()
}
