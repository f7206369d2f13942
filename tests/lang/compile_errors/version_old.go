//go:build go1.17

package main

func f[T any](x T) {}
func main() { f(1); for i := range 10 { _ = i } }
