//gvm build -o /dev/null -gcflags=-m FILE

package main

var kept string

func join(a, b string) string { return a + b }
func text(b []byte) string    { return string(b) }
func bytes(s string) []byte   { return []byte(s) }
func runes(s string) int      { return len([]rune(s)) }
func same(b []byte) bool      { return string(b) == "x" }
func letter(r rune) string    { return string(r) }
func keep(b []byte)           { kept = string(b) }
func longer(s string) (n int) {
	t := s + "!"
	for range t {
		n++
	}
	return
}

func main() {
	keep(bytes(join("a", "b")))
	println(text([]byte("x")), runes("abc"), same(nil), letter('x'), longer(kept))
}
