package os

import (
	"internal/bytescan"
	"syscall"
)

// Args holds the program's name and its arguments.
var Args []string = runtimeArgs()

func runtimeArgs() []string

// Getenv gives a variable, "" for none.
func Getenv(key string) string {
	v, _ := syscall.Getenv(key)
	return v
}

// LookupEnv tells no variable from an empty one.
func LookupEnv(key string) (string, bool) { return syscall.Getenv(key) }

// Setenv sets a variable.
func Setenv(key, value string) error { return NewSyscallError("setenv", syscall.Setenv(key, value)) }

// Unsetenv removes a variable.
func Unsetenv(key string) error { return syscall.Unsetenv(key) }

// Clearenv removes all variables.
func Clearenv() { syscall.Clearenv() }

// Environ gives all variables as "K=V".
func Environ() []string { return syscall.Environ() }

// ExpandEnv replaces $name and ${name} by variables.
func ExpandEnv(s string) string { return Expand(s, Getenv) }

// Expand replaces $name and ${name} by mapping(name). A '$' with no name behind it stays; malformed braces go.
func Expand(s string, mapping func(string) string) string {
	var out []byte
	done := 0 // how much of s is in out, or has gone
	for i := 0; i < len(s); i++ {
		if s[i] != '$' || i+1 == len(s) {
			continue
		}
		out = append(out, s[done:i]...)
		name, width := variableName(s[i+1:])
		switch {
		case name != "":
			out = append(out, mapping(name)...)
		case width == 0:
			out = append(out, '$')
		}
		i += width
		done = i + 1
	}
	if done == 0 {
		return s
	}
	return string(out) + s[done:]
}

// Names of one character, which need no braces even before a letter.
const specialNames = "*#$@!?-0123456789"

// variableName gives the name at the start of s, behind a '$', and how many bytes it takes up. Bytes with no name are
// malformed and to be dropped.
func variableName(s string) (name string, width int) {
	if s[0] == '{' {
		end := bytescan.IndexByteString(s, '}')
		if end < 0 {
			return "", 1 // never closed: only the brace goes
		}
		return s[1:end], end + 1
	}
	if bytescan.IndexByteString(specialNames, s[0]) >= 0 {
		return s[:1], 1
	}
	n := 0
	for ; n < len(s); n++ {
		letter := s[n] | 0x20 // in lower case
		if s[n] != '_' && !('a' <= letter && letter <= 'z') && !('0' <= s[n] && s[n] <= '9') {
			break
		}
	}
	return s[:n], n
}
