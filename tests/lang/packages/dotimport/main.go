package main

import (
	"fmt"

	. "example.org/dot/q"
	another "example.org/dot/q"
	_ "example.org/dot/q"
)

func main() { fmt.Println(T{4}.Get(), Big, V, F(), another.V == V) }
