package main

import "example.org/internal_rule/a/internal/x"

func main() { x.X() }
