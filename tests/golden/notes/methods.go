//gvm build -o /dev/null -gcflags=-m FILE

package main

type list struct {
	items []string
	first *string
}

func (l *list) add(s string)   { l.items = append(l.items, s) }
func (l *list) size() int      { return len(l.items) }
func (l list) at(i int) string { return l.items[i] }
func (l *list) self() *list    { return l }
func (l *list) mark(s *string) { l.first = s }

func main() {
	var l list
	l.add("a")
	s := "b"
	l.mark(&s)
	size := l.size
	println(size(), l.at(0), l.self() == &l)
}
