package main

import "example.org/pkgerrors/lib"

func main() { lib.F() }
