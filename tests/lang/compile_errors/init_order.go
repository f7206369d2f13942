package main

import "fmt"

var a = f(b)
var b = g()
var c, d = h()
func f(x int) int { return x + c }
func g() int { return a }
func h() (int, int) { return d, c }
type T struct{}
func (T) m() int { return e }
var e = T{}.m()
var i1 = func() int { return i1 }()
var p = &q
var q = *p
func main() { fmt.Println(a) }
