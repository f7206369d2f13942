// args: one --two=3 -
// stdin: first line
// stdin: second 42 3.5
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	fmt.Println(os.Args[1:])
	in := bufio.NewReader(os.Stdin)
	line, err := in.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	var w string
	var n int
	var f float64
	c, err := fmt.Fscan(in, &w, &n, &f)
	fmt.Println(c, err, w, n, f)
	_, err = in.ReadString('x')
	fmt.Println(err == io.EOF)
	sc := bufio.NewScanner(strings.NewReader("a b\nc"))
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		fmt.Print(sc.Text(), ";")
	}
	fmt.Println()
	dir, err := os.MkdirTemp("", "gvmtest")
	if err != nil {
		panic(err)
	}
	p := dir + "/x.txt"
	fmt.Println(os.WriteFile(p, []byte("hello\nworld\n"), 0o644))
	data, err := os.ReadFile(p)
	fmt.Printf("%q %v\n", data, err)
	out, err := os.OpenFile(p, os.O_APPEND|os.O_WRONLY, 0)
	bw := bufio.NewWriter(out)
	fmt.Fprintf(bw, "%05d\n", 42)
	fmt.Println(bw.Buffered(), bw.Flush(), out.Close(), out.Close() != nil)
	file, _ := os.Open(p)
	s := bufio.NewScanner(file)
	for s.Scan() {
		fmt.Print("[", s.Text(), "]")
	}
	st, _ := file.Stat()
	fmt.Println(st.Size(), st.Name(), st.IsDir(), st.Mode())
	os.Setenv("GVM_T", "v")
	v, ok := os.LookupEnv("GVM_T")
	fmt.Println(os.Getenv("GVM_T"), v, ok, os.ExpandEnv("$GVM_T-${GVM_T}"))
	es, _ := os.ReadDir(dir)
	fmt.Println(len(es), es[0].Name())
	fmt.Println(os.Remove(p), os.Remove(p) != nil)
	fmt.Fprintln(os.Stderr, "to stderr")
	defer fmt.Println("deferred not run by Exit")
	os.RemoveAll(dir)
	os.Exit(4)
}
