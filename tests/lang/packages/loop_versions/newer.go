//go:build go1.22

package main

import "fmt"

// closures calls a closure made in each iteration of loops of both kinds.
func newer() {
	var fs []func()
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { fmt.Print(i, " ") })
	}
	for i, v := range []int{7, 8} {
		fs = append(fs, func() { fmt.Print(i, ":", v, " ") })
	}
	for k := range 2 {
		fs = append(fs, func() { fmt.Print("k", k, " ") })
	}
	for _, f := range fs {
		f()
	}
	fmt.Println()
}
