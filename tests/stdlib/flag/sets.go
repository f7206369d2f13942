// flag: what command lines mean, texts of errors and usage, and panics of definition.
package main

import (
	"errors"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"strings"
	"time"
)

type list []string

func (l *list) String() string     { return strings.Join(*l, "+") }
func (l *list) Set(s string) error {
	if s == "bad" {
		return errors.New("not that")
	}
	*l = append(*l, s)
	return nil
}

type loud struct{ p *int }

func (l loud) String() string   { return fmt.Sprint(*l.p) }
func (l loud) Set(string) error { return nil }
func (l loud) Get() any         { return 1 }

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panics:", r)
		}
	}()
	f()
}

func main() {
	for _, args := range []string{"", "-b", "-b=false", "-b=maybe", "-b false", "-i 5", "-i=0x1F", "-i=1_000", "-i x", "-i 99999999999999999999", "-i", "-u -1", "-f 1e3", "-f x", "-d 1m30s", "-d 5", "-s=", "-s", "--s=x=y", "---s", "-=x", "-nope", "-h", "-help", "--", "-- -b", "- -b", "-l a -l b c -l d", "-l bad", "-a 10.0.0.1", "-a x", "-fn q", "-fn err", "-bf", "-bf=x", "-i8 5"} {
		fs := flag.NewFlagSet("prog", flag.ContinueOnError)
		fs.SetOutput(os.Stdout)
		b := fs.Bool("b", false, "a `switch`")
		i := fs.Int("i", 7, "an int\nof two lines")
		u := fs.Uint("u", 0, "")
		f := fs.Float64("f", 1.5, "float `x` here")
		d := fs.Duration("d", time.Second, "duration")
		s := fs.String("s", "def", "string")
		fs.String("empty", "", "no default")
		i64 := fs.Int64("i64", -1, "long name")
		u64 := fs.Uint64("u64", 1<<63, "u")
		var l list
		fs.Var(&l, "l", "list")
		var a netip.Addr
		fs.TextVar(&a, "a", netip.MustParseAddr("::1"), "addr")
		fs.Func("fn", "call", func(s string) error {
			if s == "err" {
				return errors.New("fn failed")
			}
			return nil
		})
		fs.BoolFunc("bf", "bool call", func(s string) error { fmt.Println("bf", s); return nil })
		err := fs.Parse(strings.Fields(args))
		fmt.Println(args, "=>", err, *b, *i, *u, *f, *d, *s, *i64, *u64, l, a, fs.Args(), fs.NArg(), fs.NFlag(), fs.Arg(0), fs.Arg(9), errors.Is(err, flag.ErrHelp))
		fs.Visit(func(f *flag.Flag) { fmt.Print(f.Name, "=", f.Value, " was ", f.DefValue, "; ") })
		fmt.Println()
	}
	fs := flag.NewFlagSet("", flag.PanicOnError)
	fs.SetOutput(os.Stdout)
	fs.Int("n", 1, "usage")
	fs.Var(loud{new(int)}, "loud", "cannot show its zero value")
	fs.PrintDefaults()
	try(func() { fs.Int("n", 2, "again") })
	try(func() { fs.Int("-x", 2, "dash") })
	try(func() { fs.Int("a=b", 2, "equals") })
	try(func() { fs.Parse([]string{"-n", "q"}) })
	try(func() { fs.Parse([]string{"-zzz"}) })
	fmt.Println(fs.Set("n", "5"), fs.Set("m", "5"), fs.Set("n", "x"), fs.Lookup("n").Value, fs.Lookup("q") == nil, fs.Parsed(), fs.Name(), fs.ErrorHandling())
	n, u := flag.UnquoteUsage(&flag.Flag{Usage: "a `b` c `d`", Value: fs.Lookup("n").Value})
	fmt.Println(n, u)
	for _, name := range []string{"n"} {
		fmt.Printf("%T %v\n", fs.Lookup(name).Value, fs.Lookup(name).Value.(flag.Getter).Get())
	}
}
