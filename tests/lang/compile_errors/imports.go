package main

import (
	"fmt"
	"nosuch/package"
	"fmt"
)

func main() { fmt.Println() }
