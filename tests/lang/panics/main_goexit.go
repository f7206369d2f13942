package main

import "runtime"

func main() {
	go func() { println("other runs") }()
	runtime.Goexit()
}
