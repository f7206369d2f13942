package main

func init() int { return 1 }
func main(args []string) {}
func init(x int) {}
var init = 1
func f() { init() }
