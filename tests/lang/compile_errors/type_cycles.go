package main

type A B
type B A
type C struct{ c C }
type D [2]D
type E struct{ f F }
type F struct{ e E }
type I interface{ I }
type J interface{ K }
type K interface{ J }
type L = M
type M = L
func main() {}
