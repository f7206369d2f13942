// Prints what -X can and cannot set.
package main

import (
	"fmt"

	"example.com/tools/v2/lib"
)

const fallback = "constant"

var (
	Unset    string
	Literal  = "literal"
	Sum      = "a" + "b"
	Constant = fallback
	Pair, _  = "pair", 1
	Number   = 3
)

func main() {
	fmt.Printf("%q %q %q %q %q %d %s %s\n", Unset, Literal, Sum, Constant, Pair, Number, lib.Version, lib.Greeting("you"))
}
