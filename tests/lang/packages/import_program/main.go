package main

import "m/prog"

func main() { prog.X() }
