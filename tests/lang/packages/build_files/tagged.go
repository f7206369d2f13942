//go:build (unix && !cgo) || (linux && amd64 && gc && go1.20)

package main

const tagged = "tagged"
