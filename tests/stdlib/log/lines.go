// log: flags, prefixes, several loggers, call depths, and what panics.
package main

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"os"
	"regexp"
)

func main() {
	var buf bytes.Buffer
	clock := regexp.MustCompile(`\d{4}/\d\d/\d\d|\d\d:\d\d:\d\d(\.\d{6})?`)
	show := func() { fmt.Print(clock.ReplaceAllString(buf.String(), "T")); buf.Reset() }
	for _, flags := range []int{0, log.LstdFlags, log.Ldate, log.Ltime, log.Lmicroseconds, log.Lshortfile, log.Lmsgprefix, log.LstdFlags | log.Lmsgprefix, log.LUTC | log.Ltime | log.Lshortfile, log.Lshortfile | log.Lmsgprefix} {
		l := log.New(&buf, "pre: ", flags)
		l.Print("a", 1, 2, "b")
		l.Println("line", 3)
		l.Printf("%d\n", 4)
		l.Print("")
		l.Print("two\nlines")
		l.Output(1, "depth one")
		show()
		fmt.Println(l.Prefix(), l.Flags(), l.Writer() == &buf)
	}
	l := log.New(&buf, "", log.Lshortfile)
	l.SetPrefix("changed ")
	func() { l.Output(2, "caller") }()
	l.Output(99, "nowhere")
	show()
	func() {
		defer func() { fmt.Printf("%q\n", recover()) }()
		l.Panicf("code %d", 7)
	}()
	func() {
		defer func() { fmt.Printf("%q\n", recover()) }()
		l.Panicln("a", 1)
	}()
	show()
	l.SetOutput(io.Discard)
	l.Print("unseen")
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	log.SetPrefix("std ")
	log.Print("to stdout")
	log.Default().Println("default")
	fmt.Println(log.Flags(), log.Prefix(), log.Writer() == os.Stdout)
	fmt.Println(log.New(failing{}, "", 0).Output(1, "x"))
	defer fmt.Println("not run")
	log.Fatalf("fatal %s", "end")
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, fmt.Errorf("cannot write") }
