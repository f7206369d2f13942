// Package lib is what the module's programs share.
package lib

import "example.com/tools/v2/internal/words"

// Version is set by -X.
var Version = "dev"

// Greeting greets.
func Greeting(whom string) string { return words.Hello + ", " + whom }

// Boom panics.
//
//go:noinline
func Boom(why string) { panic(why) }
