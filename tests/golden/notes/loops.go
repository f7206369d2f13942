//gvm build -o /dev/null -gcflags=-m FILE

package main

type cell struct{ next *cell }

// Each iteration's cell must outlive the iteration.
func chain(n int) (count int) {
	var head *cell
	for i := 0; i < n; i++ {
		head = &cell{head}
	}
	for c := head; c != nil; c = c.next {
		count++
	}
	return
}

// Here none does.
func each(n int) (count int) {
	for i := 0; i < n; i++ {
		c := &cell{}
		if c.next == nil {
			count++
		}
	}
	return
}

func last(n int) int {
	var p *int
	for i := 0; i < n; i++ {
		x := i
		p = &x
	}
	return *p
}

func main() { println(chain(3), each(3), last(3)) }
