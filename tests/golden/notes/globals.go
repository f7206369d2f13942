//gvm build -o /dev/null -gcflags=-m FILE

package main

type table struct{ rows []string }

var (
	fixed   = table{[]string{"a", "b"}}
	pointed = &table{}
	made    = make([]int, 4)
	lookup  = map[string]int{"x": 1}
	compute = func() int { return len(fixed.rows) }
)

func set(s []string) { fixed.rows = s }
func get() []string  { return fixed.rows }

func main() {
	set([]string{"c"})
	println(len(get()), len(pointed.rows), len(made), lookup["x"], compute())
}
