// This file formats values as text and as JSON.

package slog

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// panicked is what is written for a value whose methods panic.
func panicked(v Value, p any) string {
	if x := reflect.ValueOf(v.what); x.Kind() == reflect.Pointer && x.IsNil() {
		return "<nil>"
	}
	return fmt.Sprintf("!PANIC: %v", p)
}

// known reports whether there is anything in s.
func (s *Source) known() bool { return s != nil && *s != Source{} }

// group returns the parts of s that are known.
func (s *Source) group() Value {
	parts := []Attr{String("function", s.Function), String("file", s.File), Int("line", s.Line)}
	return GroupValue(slices.DeleteFunc(parts, func(a Attr) bool {
		text := a.Value.String()
		return text == "" || text == "0"
	})...)
}

// quoteText appends a string as text, in quotes where it would else be taken for something else.
func quoteText(b []byte, s string) []byte {
	if s == "" {
		return append(b, `""`...)
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c <= ' ' || c == '"' || c == '=' || c == 0x7f {
				return strconv.AppendQuote(b, s)
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || unicode.IsSpace(r) || !unicode.IsPrint(r) {
			return strconv.AppendQuote(b, s)
		}
		i += size
	}
	return append(b, s...)
}

func (w *writing) textValue(v Value) error {
	switch v.Kind() {
	case KindString:
		w.string(v.text())
		return nil
	case KindTime:
		w.time(v.Time())
		return nil
	case KindAny:
	default:
		w.buf = v.append(w.buf)
		return nil
	}
	if m, ok := v.what.(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		if err == nil {
			w.string(string(text))
		}
		return err
	}
	if x := reflect.ValueOf(v.what); x.Kind() == reflect.Slice && x.Type().Elem().Kind() == reflect.Uint8 {
		w.buf = strconv.AppendQuote(w.buf, string(x.Bytes()))
		return nil
	}
	w.string(fmt.Sprintf("%+v", v.what))
	return nil
}

const hexDigits = "0123456789abcdef"

// quoteJSON appends a string as JSON, in which HTML is not escaped.
func quoteJSON(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
			bad := c == utf8.RuneError && size == 1
			if !bad && c != '\u2028' && c != '\u2029' {
				i += size
				continue
			}
		} else if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, s[from:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', byte(c))
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		case '\b':
			b = append(b, `\b`...)
		case '\f':
			b = append(b, `\f`...)
		default:
			b = append(b, '\\', 'u', hexDigits[c>>12&15], hexDigits[c>>8&15], hexDigits[c>>4&15], hexDigits[c&15])
		}
		i += size
		from = i
	}
	return append(append(b, s[from:]...), '"')
}

func (w *writing) jsonValue(v Value) error {
	switch v.Kind() {
	case KindString:
		w.string(v.text())
	case KindTime:
		w.time(v.Time())
	case KindInt64, KindDuration:
		w.buf = strconv.AppendInt(w.buf, int64(v.bits), 10)
	case KindUint64, KindBool:
		w.buf = v.append(w.buf)
	default:
		x := v.Any()
		_, own := x.(json.Marshaler)
		if err, ok := x.(error); ok && !own {
			w.string(err.Error())
			return nil
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(x); err != nil {
			return err
		}
		w.buf = append(w.buf, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
	}
	return nil
}
