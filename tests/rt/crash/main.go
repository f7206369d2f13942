// Programs that end badly, one per case: `crash NAME` runs one. tests/rt/run.py compares how each ends (what it prints
// and its exit status) with what real Go made of the same case. A comment `rt: ...` above a case's function tells the
// runner of environment, signals, and how much of the output is compared.
package main

import (
	"fmt"
	"os"
)

type table map[string]func()

var tables = []table{deadlocks, panics, values, ranges, syncs, channels, maps, nils, stacks, exits, signals, misuse, levels}

func main() {
	for _, t := range tables {
		if f := t[os.Args[1]]; f != nil {
			f()
			fmt.Println("returned")
			return
		}
	}
	fmt.Println("no such case")
	os.Exit(9)
}
