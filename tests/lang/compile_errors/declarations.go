package main

var x int = "hello"
var y, z = 1
var a, b, c = 1, 2
const k
const q = x
const big int8 = 300
var f = func() {}()
type T struct { a int; a string }
func main() {}
func main() {}
