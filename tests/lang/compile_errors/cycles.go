package main

type T struct{ t T }
type A [2]B
type B struct{ a A }
type I interface{ I }

const x = y
const y = x

var a = b
var b = f()

func f() int { return a }

type P P

func main() {}
