package main;

func main() {
	x = 1 +
	y = * 2
	z = (1
	w = [1
	v = {1}
	u = func
	t = chan
	s = map[string
	r = []
	q = ...
	p = x.
	o = x.(
	n = <-
}
