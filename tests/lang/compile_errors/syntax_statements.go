package main

func main() {
	else { }
	if true { } 
	else { }
	case 1:
	default:
	switch x { foo() }
	select { x := 1 }
	func foo() {}
	var 1a int
	a.b := 1
	f() := 2
	a[0] := 1
	goto
	break 5
	defer
	go
}
