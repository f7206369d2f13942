//gvm build -o /dev/null -gcflags=-m FILE

package main

type message struct{ text *string }

func send(c chan *message, s *string) { c <- &message{s} }

func value(c chan message, s string) { c <- message{&s} }

func receive(c chan *message) *string {
	m := <-c
	return m.text
}

func choose(c chan *int) int {
	x := 1
	select {
	case c <- &x:
		return 1
	default:
		return 2
	}
}

func main() {
	c := make(chan *message, 1)
	s := "x"
	send(c, &s)
	d := make(chan message, 1)
	value(d, s)
	println(*receive(c), choose(nil))
}
