package main

func main() {
	var x interface{} = 1
	switch y := x.(type) {
	case int:
	}
	switch x.(type) {
	case int, string:
	case int:
	case nil:
	case nil:
	case 5:
	case undefined:
	default:
	default:
	}
	var z int
	switch z.(type) {
	}
	switch z {
	case 1, 2, 1:
	case "a":
	case 1.5:
	case nil:
	}
	switch { case 1: }
	x.(type)
}
