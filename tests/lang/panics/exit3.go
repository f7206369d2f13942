package main

import (
	"fmt"
	"os"
)

func inner() {
	defer fmt.Println("not run")
	os.Exit(3)
}

func main() {
	println("start")
	inner()
}
