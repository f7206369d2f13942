// This file has the functions of the standard logger.

package log

import (
	"fmt"
	"io"
	"os"
)

// Writer returns the standard logger's writer.
func Writer() io.Writer { return standard.Writer() }

// Prefix returns the standard logger's prefix.
func Prefix() string { return standard.Prefix() }

// Flags returns the standard logger's flags.
func Flags() int { return standard.Flags() }

// SetPrefix sets the standard logger's prefix.
func SetPrefix(prefix string) { standard.SetPrefix(prefix) }

// SetOutput sets the standard logger's writer.
func SetOutput(w io.Writer) { standard.SetOutput(w) }

// SetFlags sets the standard logger's flags.
func SetFlags(flag int) { standard.SetFlags(flag) }

// Print is Logger.Print of the standard logger.
func Print(v ...any) { standard.say(v) }

// Printf is Logger.Printf of the standard logger.
func Printf(format string, v ...any) { standard.sayf(format, v) }

// Println is Logger.Println of the standard logger.
func Println(v ...any) { standard.sayln(v) }

// Output is Logger.Output of the standard logger.
func Output(calldepth int, s string) error { return standard.Output(calldepth+1, s) }

// Fatal is Logger.Fatal of the standard logger.
func Fatal(v ...any) {
	standard.say(v)
	os.Exit(1)
}

// Fatalf is Logger.Fatalf of the standard logger.
func Fatalf(format string, v ...any) {
	standard.sayf(format, v)
	os.Exit(1)
}

// Fatalln is Logger.Fatalln of the standard logger.
func Fatalln(v ...any) {
	standard.sayln(v)
	os.Exit(1)
}

// Panic is Logger.Panic of the standard logger.
func Panic(v ...any) {
	s := fmt.Sprint(v...)
	standard.Output(2, s)
	panic(s)
}

// Panicf is Logger.Panicf of the standard logger.
func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	standard.Output(2, s)
	panic(s)
}

// Panicln is Logger.Panicln of the standard logger.
func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	standard.Output(2, s)
	panic(s)
}
