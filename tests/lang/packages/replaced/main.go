package main

import (
	"fmt"

	"example.com/other"
)

func main() { fmt.Println(words.Hello()) }
