// Readers and writers of testing/iotest, testing/fstest over a map, and testing/quick.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"math/rand"
	"os"
	"reflect"
	"strings"
	"testing/fstest"
	"testing/iotest"
	"testing/quick"
	"time"
)

type short struct{ io.Reader }

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	for _, wrap := range []func(io.Reader) io.Reader{iotest.OneByteReader, iotest.HalfReader, iotest.TimeoutReader, iotest.DataErrReader,
		func(r io.Reader) io.Reader { return iotest.NewReadLogger("read", r) }} {
		r := wrap(strings.NewReader("some text here"))
		for range 20 {
			buf := make([]byte, 5)
			n, err := r.Read(buf)
			fmt.Printf("%q %v; ", buf[:n], err)
			if err == io.EOF {
				break
			}
		}
		fmt.Println()
	}
	fmt.Println(iotest.ErrReader(errors.New("mine")).Read(make([]byte, 3)))
	var out bytes.Buffer
	w := iotest.NewWriteLogger("write", iotest.TruncateWriter(&out, 7))
	for range 4 {
		fmt.Println(w.Write([]byte("abc")))
	}
	fmt.Println(out.String())
	fmt.Println(iotest.TestReader(strings.NewReader("hello world"), []byte("hello world")))
	fmt.Println(iotest.TestReader(bytes.NewReader(nil), nil))
	fmt.Println(iotest.TestReader(strings.NewReader("hello"), []byte("other")) != nil)
	fmt.Println(iotest.TestReader(short{strings.NewReader("abc")}, []byte("abc")))

	fsys := fstest.MapFS{
		"a/b/c.txt": {Data: []byte("content"), Mode: 0o644, ModTime: time.Unix(1e9, 0)},
		"a/d.txt":   {Data: []byte("d")},
		"empty":     {Mode: fs.ModeDir | 0o755},
		"top[1].go": {Data: []byte("package top")},
		"link":      {Data: []byte("a/d.txt"), Mode: fs.ModeSymlink},
		"dirlink":   {Data: []byte("a/b"), Mode: fs.ModeSymlink},
	}
	fmt.Println(fstest.TestFS(fsys, "a/b/c.txt", "empty", "top[1].go"))
	err := fstest.TestFS(fsys, "missing.txt")
	fmt.Println(err != nil && strings.Contains(err.Error(), "missing.txt"), fstest.TestFS(fstest.MapFS{}), fstest.TestFS(fsys) != nil)
	fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		fmt.Println(path, fs.FormatDirEntry(d), err)
		return nil
	})
	for _, name := range []string{"link", "dirlink/c.txt", "a/b", "nothing", "/a", "a/../a", "dirlink"} {
		data, err := fsys.ReadFile(name)
		fmt.Printf("%s: %q %v\n", name, data, err)
		info, err := fsys.Stat(name)
		if err == nil {
			fmt.Println(info.Name(), info.Mode(), info.Size(), info.IsDir())
		} else {
			fmt.Println(err, errors.Is(err, fs.ErrNotExist))
		}
		to, err := fsys.ReadLink(name)
		fmt.Println(to, err)
		list, err := fsys.ReadDir(name)
		fmt.Println(len(list), err != nil)
	}
	sub, err := fsys.Sub("a")
	fmt.Println(err)
	found, err := fs.Glob(sub, "*")
	fmt.Println(found, err)

	fmt.Println(quick.Check(func(a, b int32) bool { return a+b == b+a }, nil))
	err = quick.Check(func(a int) bool { return false }, &quick.Config{MaxCount: 3})
	ce, ok := err.(*quick.CheckError)
	fmt.Println(ok && ce.Count == 1 && len(ce.In) == 1)
	fmt.Println(quick.CheckEqual(func(s string) int { return len(s) }, func(s string) int { return len([]byte(s)) }, nil))
	fmt.Println(quick.Check(3, nil), quick.Check(func() int { return 1 }, nil), quick.Check(func() {}, nil), quick.Check(func(chan int) bool { return true }, nil))
	fmt.Println(quick.CheckEqual(1, 2, nil), quick.CheckEqual(func() {}, 2, nil), quick.CheckEqual(func() {}, func() int { return 1 }, nil))
	type node struct {
		Next *node
		M    map[string][]float64
		A    [3]bool
		C    complex64
	}
	kinds := 0
	fmt.Println(quick.Check(func(n node, p *node, s []string) bool { kinds++; return true }, &quick.Config{MaxCountScale: 0.5}), kinds)
	fmt.Println(quick.CheckEqual(func(x int) int { return x }, func(x int) int { return 7 }, &quick.Config{Values: func(v []reflect.Value, _ *rand.Rand) { v[0] = reflect.ValueOf(5) }}))
}
