package main

import (
	_ "embed"
	"fmt"
)

//go:embed data/a.txt
var text string

//go:embed data/b.bin
var bin []byte

func main() { fmt.Printf("%q %v\n", text, bin) }
