// A panic in an init function.
package main

var where int

func init() { where = 2 }

func init() {
	var a []int
	a[where] = 1
}

func main() {}
