// This file writes text so that HTML, JavaScript and URLs take it for text.

package template

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// htmlFor returns what stands for a byte in HTML, or "".
func htmlFor(c byte) string {
	switch c {
	case 0:
		return "\uFFFD"
	case '"':
		return "&#34;"
	case '\'':
		return "&#39;"
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	}
	return ""
}

// HTMLEscape writes text so that HTML shows it.
func HTMLEscape(w io.Writer, b []byte) {
	done := 0
	for i, c := range b {
		if s := htmlFor(c); s != "" {
			w.Write(b[done:i])
			io.WriteString(w, s)
			done = i + 1
		}
	}
	w.Write(b[done:])
}

// HTMLEscapeString returns text as HTML shows it.
func HTMLEscapeString(s string) string {
	if !strings.ContainsAny(s, "\x00\"'&<>") {
		return s
	}
	return written(HTMLEscape, s)
}

func written(escape func(io.Writer, []byte), s string) string {
	var b bytes.Buffer
	escape(&b, []byte(s))
	return b.String()
}

// HTMLEscaper is HTMLEscapeString of what fmt.Print would print.
func HTMLEscaper(args ...any) string { return HTMLEscapeString(shown(args)) }

// inScript tells whether a character is written in another way in a string of JavaScript.
func inScript(r rune) bool {
	return strings.ContainsRune("\\'\"<>&=", r) || r < ' ' || r >= utf8.RuneSelf && !unicode.IsPrint(r)
}

// JSEscape writes text so that it can stand in a string of JavaScript.
func JSEscape(w io.Writer, b []byte) {
	for {
		i := bytes.IndexFunc(b, inScript)
		if i < 0 {
			w.Write(b)
			return
		}
		w.Write(b[:i])
		r, size := utf8.DecodeRune(b[i:])
		if strings.ContainsRune(`\'"`, r) {
			w.Write([]byte{'\\', byte(r)})
		} else {
			fmt.Fprintf(w, `\u%04X`, r)
		}
		b = b[i+size:]
	}
}

// JSEscapeString returns text as it can stand in a string of JavaScript.
func JSEscapeString(s string) string {
	if strings.IndexFunc(s, inScript) < 0 {
		return s
	}
	return written(JSEscape, s)
}

// JSEscaper is JSEscapeString of what fmt.Print would print.
func JSEscaper(args ...any) string { return JSEscapeString(shown(args)) }

// URLQueryEscaper writes what fmt.Print would print so that it can stand in the query of a URL.
func URLQueryEscaper(args ...any) string { return url.QueryEscape(shown(args)) }

// shown returns what fmt.Print prints for values, which are looked at as printed values are.
func shown(args []any) string {
	if len(args) == 1 {
		if s, ok := args[0].(string); ok {
			return s
		}
	}
	values := make([]any, len(args))
	for i, a := range args {
		values[i] = a
		if v, ok := printable(reflect.ValueOf(a)); ok {
			values[i] = v
		}
	}
	return fmt.Sprint(values...)
}
