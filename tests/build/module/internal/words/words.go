// Package words holds words.
package words

// Hello is one of them.
const Hello = "hello"
