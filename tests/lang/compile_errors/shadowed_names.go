package main

func main() {
	len := 3
	_ = len("x")
	int := 5
	var x int = 3
	nil := 1
	var p *string = nil
	true := 0
	if true {
	}
	string := "x"
	_ = string(5)
	append := 1
	_ = append([]byte{}, 1)
	error := 1
	var e error
	make := func() {}
	_ = make([]byte, 1)
	_, _, _ = x, p, e
}
