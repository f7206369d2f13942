package main

import "fmt"

func helper() { fmt.Println("helper in a second file") }

func init() { fmt.Println("init of helper.go") }
