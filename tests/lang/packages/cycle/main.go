package main

import "example.org/cycle/a"

func main() { a.A() }
