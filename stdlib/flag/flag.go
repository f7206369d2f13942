// Package flag parses command lines whose flags are -name, -name=value, or -name
// value; two dashes mean the same as one. Flags end at the first word that is none, or
// after --.
//
// A FlagSet is a map of flags and what is left of the words. This file holds it and
// its parser; the kinds of values are in value.go, usage texts in usage.go, and the
// functions on the program's own flags in command.go.
package flag

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
)

// ErrHelp is the error of -h and -help where no such flag is defined.
var ErrHelp = errors.New("flag: help requested")

// ErrorHandling says what Parse does with an error.
type ErrorHandling int

const (
	ContinueOnError ErrorHandling = iota // return it
	ExitOnError                          // end the program with status 2, or 0 for help
	PanicOnError                         // panic with it
)

// Flag is one flag of a set.
type Flag struct {
	Name     string
	Usage    string
	Value    Value
	DefValue string // of Value, before anything was set, as text
}

// Getter is a Value that can be read; all of this package are, but those of functions.
type Getter interface {
	Value
	Get() any
}

// Value is what a flag sets. String may be called on a zero value of the type. A type
// with a method IsBoolFlag() bool that returns true has flags that need no value:
// -name alone is -name=true.
type Value interface {
	Set(string) error
	String() string
}

// FlagSet is a set of flags. The zero FlagSet has no name and returns errors.
type FlagSet struct {
	// Usage is called to explain the flags, after an error or for help; nil prints a
	// heading and PrintDefaults.
	Usage func()

	name     string
	onError  ErrorHandling
	out      io.Writer // nil: standard error
	defined  map[string]*Flag
	given    map[string]*Flag  // those that were set
	early    map[string]string // set before they were defined, and where
	rest     []string
	isParsed bool
}

// NewFlagSet returns an empty set; the name, where it has one, heads usage and errors.
func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	s := new(FlagSet)
	s.Init(name, errorHandling)
	return s
}

// Init sets the set's name and what is done with errors.
func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name, f.onError = name, errorHandling
}

// Name returns the set's name.
func (f *FlagSet) Name() string { return f.name }

// ErrorHandling returns what is done with errors.
func (f *FlagSet) ErrorHandling() ErrorHandling { return f.onError }

// SetOutput sets where usage and errors go; nil is standard error.
func (f *FlagSet) SetOutput(output io.Writer) { f.out = output }

// Output returns where usage and errors go.
func (f *FlagSet) Output() io.Writer {
	if f.out != nil {
		return f.out
	}
	return os.Stderr
}

// Parsed tells whether Parse was called.
func (f *FlagSet) Parsed() bool { return f.isParsed }

// Args returns the words that follow the flags.
func (f *FlagSet) Args() []string { return f.rest }

// NArg returns how many words follow the flags.
func (f *FlagSet) NArg() int { return len(f.rest) }

// Arg returns the i-th word after the flags, empty where there is none.
func (f *FlagSet) Arg(i int) (word string) {
	if 0 <= i && i < len(f.rest) {
		word = f.rest[i]
	}
	return
}

// NFlag returns how many flags were set.
func (f *FlagSet) NFlag() int { return len(f.given) }

// Lookup returns the flag of that name, or nil.
func (f *FlagSet) Lookup(name string) *Flag { return f.defined[name] }

// VisitAll calls fn for each flag of the set, by name.
func (f *FlagSet) VisitAll(fn func(*Flag)) { inOrder(f.defined, fn) }

// Visit calls fn for each flag that was set, by name.
func (f *FlagSet) Visit(fn func(*Flag)) { inOrder(f.given, fn) }

func inOrder(m map[string]*Flag, fn func(*Flag)) {
	list := make([]*Flag, 0, len(m))
	for _, one := range m {
		list = append(list, one)
	}
	slices.SortFunc(list, func(a, b *Flag) int { return strings.Compare(a.Name, b.Name) })
	for _, one := range list {
		fn(one)
	}
}

// Var adds a flag. A name that is taken or could not be written is a panic.
func (f *FlagSet) Var(value Value, name string, usage string) {
	fault := ""
	switch _, taken := f.defined[name]; {
	case name != "" && name[0] == '-':
		fault = fmt.Sprintf("flag %q begins with -", name)
	case strings.IndexByte(name, '=') >= 0:
		fault = fmt.Sprintf("flag %q contains =", name)
	case taken:
		fault = "flag redefined: " + name
		if f.name != "" {
			fault = f.name + " " + fault
		}
	}
	if fault != "" {
		fmt.Fprintln(f.Output(), fault)
		panic(fault)
	}
	if place := f.early[name]; place != "" {
		panic(fmt.Sprintf("flag %s set at %s before being defined", name, place))
	}
	put(&f.defined, name, &Flag{Name: name, Usage: usage, Value: value, DefValue: value.String()})
}

func put[V any](m *map[string]V, key string, v V) {
	if *m == nil {
		*m = map[string]V{}
	}
	(*m)[key] = v
}

// Set sets the flag of that name.
func (f *FlagSet) Set(name, value string) error { return f.set(name, value, 2) }

// set is Set for the depth-th caller.
func (f *FlagSet) set(name, value string, depth int) error {
	target := f.defined[name]
	if target == nil {
		// It is remembered, so that defining it later, which loses the value, is noticed.
		if _, file, line, ok := runtime.Caller(depth); ok {
			put(&f.early, name, fmt.Sprint(file, ":", line))
		}
		return errors.New("no such flag -" + name)
	}
	if err := target.Value.Set(value); err != nil {
		return err
	}
	put(&f.given, name, target)
	return nil
}

// Parse takes the flags from the front of the words (without the program's name). What
// it does with an error is the set's ErrorHandling.
func (f *FlagSet) Parse(arguments []string) error {
	f.isParsed, f.rest = true, arguments
	for {
		more, err := f.step()
		if err != nil {
			return f.giveUp(err)
		}
		if !more {
			return nil
		}
	}
}

func (f *FlagSet) giveUp(err error) error {
	switch {
	case f.onError == PanicOnError:
		panic(err)
	case f.onError == ExitOnError && err == ErrHelp:
		os.Exit(0)
	case f.onError == ExitOnError:
		os.Exit(2)
	}
	return err
}

// step parses one flag from the words that are left; false where they begin with none.
func (f *FlagSet) step() (bool, error) {
	if len(f.rest) == 0 {
		return false, nil
	}
	word := f.rest[0]
	body, dashed := strings.CutPrefix(word, "-")
	if !dashed || body == "" {
		return false, nil
	}
	if body == "-" {
		f.rest = f.rest[1:]
		return false, nil
	}
	body = strings.TrimPrefix(body, "-")
	name, value, hasValue := body, "", false
	// An = in first place is no separator: there would be no name.
	if at := strings.Index(body, "="); at >= 0 {
		name, value, hasValue = body[:at], body[at+1:], true
	}
	if name == "" || name[0] == '-' {
		return false, f.complain("bad flag syntax: %s", word)
	}
	f.rest = f.rest[1:]

	target := f.defined[name]
	if target == nil {
		if name == "h" || name == "help" {
			f.explain()
			return false, ErrHelp
		}
		return false, f.complain("flag provided but not defined: -%s", name)
	}
	if isBool(target.Value) {
		shape := "invalid boolean value %[1]q for -%[2]s: %[3]v"
		if !hasValue {
			value, shape = "true", "invalid boolean flag %[2]s: %[3]v"
		}
		if err := target.Value.Set(value); err != nil {
			return false, f.complain(shape, value, name, err)
		}
		put(&f.given, name, target)
		return true, nil
	}
	if !hasValue {
		if len(f.rest) == 0 {
			return false, f.complain("flag needs an argument: -%s", name)
		}
		value, f.rest = f.rest[0], f.rest[1:]
	}
	if err := target.Value.Set(value); err != nil {
		return false, f.complain("invalid value %q for flag -%s: %v", value, name, err)
	}
	put(&f.given, name, target)
	return true, nil
}

// complain prints an error and the usage, and returns it.
func (f *FlagSet) complain(format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	fmt.Fprintln(f.Output(), err)
	f.explain()
	return err
}
