// Package testhook lets package testing watch calls of os.Exit, without os knowing of it.
package testhook

// Exit, where it is set, is called by os.Exit with the status.
var Exit func(code int)
