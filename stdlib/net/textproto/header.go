// This file has headers: lists of values by keys that are written in one way.

package textproto

import "strings"

// MIMEHeader has lists of values by keys, which CanonicalMIMEHeaderKey has made.
type MIMEHeader map[string][]string

// Add adds a value to those of a key.
func (h MIMEHeader) Add(key, value string) {
	key = CanonicalMIMEHeaderKey(key)
	h[key] = append(h[key], value)
}

// Set makes a value the only one of a key.
func (h MIMEHeader) Set(key, value string) { h[CanonicalMIMEHeaderKey(key)] = []string{value} }

// Get returns the first value of a key, or "".
func (h MIMEHeader) Get(key string) string {
	if v := h.Values(key); len(v) > 0 {
		return v[0]
	}
	return ""
}

// Values returns all values of a key; not a copy.
func (h MIMEHeader) Values(key string) []string {
	if h == nil {
		return nil
	}
	return h[CanonicalMIMEHeaderKey(key)]
}

// Del takes a key away.
func (h MIMEHeader) Del(key string) { delete(h, CanonicalMIMEHeaderKey(key)) }

// inKey reports whether a byte may be in a key: whether RFC 9110 has it in tokens.
func inKey(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// CanonicalMIMEHeaderKey returns a key with a capital at the beginning and after each hyphen, and else small letters;
// what cannot be a key, as it is.
func CanonicalMIMEHeaderKey(s string) string {
	capital, same := true, true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !inKey(c) {
			return s
		}
		if 'a' <= c|0x20 && c|0x20 <= 'z' && capital != (c < 'a') {
			same = false
		}
		capital = c == '-'
	}
	if same {
		return s
	}
	b := []byte(s)
	capital = true
	for i, c := range b {
		if 'a' <= c|0x20 && c|0x20 <= 'z' {
			if b[i] = c | 0x20; capital {
				b[i] = c &^ 0x20
			}
		}
		capital = c == '-'
	}
	return string(b)
}
