//gvm build -o /dev/null -gcflags=-m FILE

package main

type file struct{ name string }

func (f *file) close() { println(f.name) }

func once(name string) {
	f := &file{name}
	defer f.close()
}

func many(n int) {
	for i := 0; i < n; i++ {
		f := &file{"loop"}
		defer f.close()
	}
}

func recovers() (err any) {
	defer func() { err = recover() }()
	panic(&file{"panic"})
}

func main() {
	once("a")
	many(2)
	println(recovers() != nil)
}
