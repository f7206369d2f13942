package main

func f() {
	var x = 
	y := 
	return
}
func g( {
}
func (x) h() {}
func 1x() {}
type struct {}
type T = 
const = 1
var
