package main

import "example.com/v"

func main() { v.Old() }
