// This file has the program's own flags, and the functions on them.

package flag

import (
	"encoding"
	"fmt"
	"os"
	"time"
)

// CommandLine holds the program's flags. The functions of this package are its methods.
var CommandLine = NewFlagSet(programName(), ExitOnError)

func programName() string {
	if len(os.Args) == 0 {
		return ""
	}
	return os.Args[0]
}

func init() {
	// The indirection makes an assignment to Usage count.
	CommandLine.Usage = func() { Usage() }
}

// Usage prints a heading and the defaults of the program's flags. It may be replaced.
var Usage = func() {
	fmt.Fprintf(CommandLine.Output(), "Usage of %s:\n", programName())
	PrintDefaults()
}

// Parse parses the program's arguments.
func Parse() { CommandLine.Parse(os.Args[1:]) }

// Parsed tells whether the arguments were parsed.
func Parsed() bool { return CommandLine.Parsed() }

// Args returns the arguments after the flags.
func Args() []string { return CommandLine.Args() }

// NArg returns how many arguments follow the flags.
func NArg() int { return CommandLine.NArg() }

// Arg returns the i-th argument after the flags, empty where there is none.
func Arg(i int) string { return CommandLine.Arg(i) }

// NFlag returns how many flags were set.
func NFlag() int { return CommandLine.NFlag() }

// Lookup returns the program's flag of that name, or nil.
func Lookup(name string) *Flag { return CommandLine.Lookup(name) }

// Set sets the program's flag of that name.
func Set(name, value string) error { return CommandLine.set(name, value, 2) }

// Visit calls fn for each flag that was set, by name.
func Visit(fn func(*Flag)) { CommandLine.Visit(fn) }

// VisitAll calls fn for each flag, by name.
func VisitAll(fn func(*Flag)) { CommandLine.VisitAll(fn) }

// PrintDefaults prints what each flag is for.
func PrintDefaults() { CommandLine.PrintDefaults() }

// Var adds a flag to the program.
func Var(value Value, name string, usage string) { CommandLine.Var(value, name, usage) }

// TextVar adds a flag that p reads from its text.
func TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	CommandLine.TextVar(p, name, value, usage)
}

// Func adds a flag that calls fn with its value.
func Func(name, usage string, fn func(string) error) { CommandLine.Func(name, usage, fn) }

// BoolFunc adds a flag that calls fn and needs no value.
func BoolFunc(name, usage string, fn func(string) error) { CommandLine.BoolFunc(name, usage, fn) }

// BoolVar adds a bool flag that sets *p.
func BoolVar(p *bool, name string, value bool, usage string) {
	CommandLine.BoolVar(p, name, value, usage)
}

// Bool adds a bool flag and returns its variable.
func Bool(name string, value bool, usage string) *bool { return CommandLine.Bool(name, value, usage) }

// IntVar adds an int flag that sets *p.
func IntVar(p *int, name string, value int, usage string) {
	CommandLine.IntVar(p, name, value, usage)
}

// Int adds an int flag and returns its variable.
func Int(name string, value int, usage string) *int { return CommandLine.Int(name, value, usage) }

// Int64Var adds an int64 flag that sets *p.
func Int64Var(p *int64, name string, value int64, usage string) {
	CommandLine.Int64Var(p, name, value, usage)
}

// Int64 adds an int64 flag and returns its variable.
func Int64(name string, value int64, usage string) *int64 {
	return CommandLine.Int64(name, value, usage)
}

// UintVar adds a uint flag that sets *p.
func UintVar(p *uint, name string, value uint, usage string) {
	CommandLine.UintVar(p, name, value, usage)
}

// Uint adds a uint flag and returns its variable.
func Uint(name string, value uint, usage string) *uint { return CommandLine.Uint(name, value, usage) }

// Uint64Var adds a uint64 flag that sets *p.
func Uint64Var(p *uint64, name string, value uint64, usage string) {
	CommandLine.Uint64Var(p, name, value, usage)
}

// Uint64 adds a uint64 flag and returns its variable.
func Uint64(name string, value uint64, usage string) *uint64 {
	return CommandLine.Uint64(name, value, usage)
}

// Float64Var adds a float64 flag that sets *p.
func Float64Var(p *float64, name string, value float64, usage string) {
	CommandLine.Float64Var(p, name, value, usage)
}

// Float64 adds a float64 flag and returns its variable.
func Float64(name string, value float64, usage string) *float64 {
	return CommandLine.Float64(name, value, usage)
}

// StringVar adds a string flag that sets *p.
func StringVar(p *string, name string, value string, usage string) {
	CommandLine.StringVar(p, name, value, usage)
}

// String adds a string flag and returns its variable.
func String(name string, value string, usage string) *string {
	return CommandLine.String(name, value, usage)
}

// DurationVar adds a duration flag that sets *p.
func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	CommandLine.DurationVar(p, name, value, usage)
}

// Duration adds a duration flag and returns its variable.
func Duration(name string, value time.Duration, usage string) *time.Duration {
	return CommandLine.Duration(name, value, usage)
}
