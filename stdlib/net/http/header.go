// This file has headers.

package http

import (
	"io"
	"maps"
	"net/textproto"
	"slices"
	"strings"
	"time"
)

// Header has lists of values by keys as CanonicalHeaderKey writes them.
type Header map[string][]string

// CanonicalHeaderKey returns a key as headers have it: Content-Type.
func CanonicalHeaderKey(s string) string { return textproto.CanonicalMIMEHeaderKey(s) }

// Add adds a value to those of a key.
func (h Header) Add(key, value string) { textproto.MIMEHeader(h).Add(key, value) }

// Set makes a value the only one of a key.
func (h Header) Set(key, value string) { textproto.MIMEHeader(h).Set(key, value) }

// Get returns the first value of a key, or "".
func (h Header) Get(key string) string { return textproto.MIMEHeader(h).Get(key) }

// Values returns all values of a key; not a copy.
func (h Header) Values(key string) []string { return textproto.MIMEHeader(h).Values(key) }

// Del takes a key away.
func (h Header) Del(key string) { textproto.MIMEHeader(h).Del(key) }

// one returns the first value of a key that is written as headers have it.
func (h Header) one(key string) string {
	if v := h[key]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Clone returns a copy; of nil it is nil.
func (h Header) Clone() Header {
	if h == nil {
		return nil
	}
	c := make(Header, len(h))
	for k, v := range h {
		c[k] = slices.Clone(v)
	}
	return c
}

// Write writes the header as it goes over the wire.
func (h Header) Write(w io.Writer) error { return h.WriteSubset(w, nil) }

var lineEnds = strings.NewReplacer("\n", " ", "\r", " ")

// WriteSubset writes the header without the keys that are true in exclude, in the order of the keys.
func (h Header) WriteSubset(w io.Writer, exclude map[string]bool) error {
	var b []byte
	for _, key := range slices.Sorted(maps.Keys(h)) {
		if exclude[key] || !isToken(key) {
			continue
		}
		for _, v := range h[key] {
			b = append(append(b, key...), ": "...)
			b = append(b, textproto.TrimString(lineEnds.Replace(v))...)
			b = append(b, "\r\n"...)
		}
	}
	_, err := w.Write(b)
	return err
}

// isToken reports whether s can be a key or a method.
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0) {
			return false
		}
	}
	return s != ""
}

// isValue reports whether s can be a value.
func isValue(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

// hasToken reports whether a token is in one of the lists with commas that a key has.
func (h Header) hasToken(key, token string) bool {
	for _, list := range h[key] {
		for t := range strings.SplitSeq(list, ",") {
			if strings.EqualFold(textproto.TrimString(t), token) {
				return true
			}
		}
	}
	return false
}

// TimeFormat is the layout of times in headers. The time is to be in UTC.
const TimeFormat = "Mon, 02 Jan 2006 15:04:05 GMT"

// ParseTime parses a time in one of the three layouts that HTTP allows.
func ParseTime(text string) (t time.Time, err error) {
	for _, layout := range []string{TimeFormat, time.RFC850, time.ANSIC} {
		if t, err = time.Parse(layout, text); err == nil {
			break
		}
	}
	return t, err
}
