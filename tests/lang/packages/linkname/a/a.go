// Package a has names that package main reaches by //go:linkname.
package a

var hidden = "hidden"

// Hidden tells the variable's value.
func Hidden() string { return hidden }

func add(x, y int) int { return x + y }

// Given has its body in package main.
func Given(n int) int
