//gvm build -o /dev/null -gcflags=-m FILE

package main

import (
	"fmt"
	"os"
)

type name string

func (n name) String() string { return "name " + string(n) }

func show(n int, s string) {
	fmt.Println(n, s)
	fmt.Printf("%d %s\n", n, s)
	fmt.Fprintln(os.Stdout, name(s))
}

func text(n int) string { return fmt.Sprint(n, "x") }

func main() {
	show(1, text(2))
	println(len(os.Args) > 0)
}
