//go:build !unix || go1.99

package main

const tagged = "not tagged"
