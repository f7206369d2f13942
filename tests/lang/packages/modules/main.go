package main

import (
	"fmt"

	"example.org/modules/internal/deep"
	sh "example.org/modules/shapes"
)

var start = deep.Trace("main var")

func init() { deep.Trace("main init") }

func main() {
	fmt.Println(sh.Square{Side: 2}.Area(), sh.Default, start)
	var s sh.Shape = sh.New(3)
	fmt.Printf("%T %v\n", s, s)
	helper()
	fmt.Println(deep.Log)
}
