// Positions that //line directives set, in tracebacks and for runtime.Caller.
package main

import (
	"fmt"
	"path"
	"runtime"
	"strings"
)

//go:noinline
func here() string {
	_, file, line, _ := runtime.Caller(1)
	if strings.HasSuffix(file, "line_directives.go") {
		file = path.Base(file)
	}
	return fmt.Sprint(file, ":", line)
}

func inlined() string { return here() }

//line template.tmpl:100
func other() string { return here() + " " + inlined() }

//line /abs/gen.y:7
func main() {
	fmt.Println(here())
	fmt.Println(other(), inlined())
//line sub/second.tmpl:50
	fmt.Println(here(), func() string { return here() }())
//line :9
	fmt.Println(here())
/*line third.tmpl:20:5*/ fmt.Println(here())
//line last.tmpl:1
	var m map[string]int
	m["x"] = 1
}
