// A program at the module's root: its executable is named tools, after the path without the version.
package main

import (
	"fmt"
	"os"
	"strings"

	"example.com/tools/v2/lib"
)

func main() {
	fmt.Println(lib.Version, strings.Join(os.Args[1:], ","))
	os.Exit(7)
}
