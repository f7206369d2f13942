// This file has words of headers in other alphabets, which RFC 2047 writes as =?charset?how?text?=.

package mime

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// WordEncoder writes such words, in one of two ways.
type WordEncoder byte

const (
	BEncoding, QEncoding = WordEncoder('b'), WordEncoder('q') // in base 64; with = and two digits for what is not ASCII
)

// mostWord is how long a word may be.
const mostWord = 75

// Encode writes s, which is in a charset, as words; as it is, where it is ASCII that can be printed. Only UTF-8 is cut
// into several, for of other charsets it is not known where a character ends.
func (e WordEncoder) Encode(charset, s string) string {
	if !beyondASCII(s) {
		return s
	}
	head := fmt.Sprintf("=?%s?%c?", charset, byte(e))
	room := mostWord - len(head) - len("?=")
	whole := strings.EqualFold(charset, "utf-8") // a character is not to be cut
	var words []string
	for text := ""; s != "" || text != ""; {
		size := 1
		if whole && s != "" {
			_, size = utf8.DecodeRuneInString(s)
		}
		if s != "" && (!whole || e.length(text+s[:size]) <= room) || text == "" {
			text, s = text+s[:size], s[size:]
			if s != "" {
				continue
			}
		}
		words = append(words, head+e.encode(text)+"?=")
		text = ""
	}
	return strings.Join(words, " ")
}

func (e WordEncoder) encode(s string) string {
	if e == BEncoding {
		return base64.StdEncoding.EncodeToString([]byte(s))
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			b.WriteByte('_')
		case c > ' ' && c < 0x7f && c != '=' && c != '?' && c != '_':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "=%02X", c)
		}
	}
	return b.String()
}

func (e WordEncoder) length(s string) int { return len(e.encode(s)) }

var errWord = errors.New("mime: invalid RFC 2047 encoded-word")

// WordDecoder reads such words. CharsetReader turns charsets into UTF-8, by their names in small letters; utf-8,
// iso-8859-1 and us-ascii need none.
type WordDecoder struct {
	CharsetReader func(charset string, input io.Reader) (io.Reader, error)
}

// Decode reads one word.
func (d *WordDecoder) Decode(word string) (string, error) {
	charset, text, err := open(word)
	if err != nil {
		return "", err
	}
	return d.toUTF8(charset, text)
}

// open takes a word apart.
func open(word string) (charset string, text []byte, err error) {
	inner, ok := strings.CutPrefix(word, "=?")
	if inner, end := strings.CutSuffix(inner, "?="); ok && end {
		part := strings.Split(inner, "?")
		if len(part) == 3 && part[0] != "" && len(part[1]) == 1 {
			text, err := decodeText(part[1][0], part[2])
			return part[0], text, err
		}
	}
	return "", nil, errWord
}

func decodeText(how byte, s string) ([]byte, error) {
	switch how {
	case 'B', 'b':
		return base64.StdEncoding.DecodeString(s)
	case 'Q', 'q':
	default:
		return nil, errWord
	}
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '_':
			c = ' '
		case c == '=' && i+2 >= len(s):
			return nil, errWord
		case c == '=':
			c = 0
			for _, digit := range []byte(s[i+1 : i+3]) {
				v := strings.IndexByte("0123456789abcdef", digit|0x20)
				if digit < '0' || v < 0 {
					return nil, fmt.Errorf("mime: invalid hex byte %#02x", digit)
				}
				c = c<<4 | byte(v)
			}
			i += 2
		case (c < ' ' || c > '~') && strings.IndexByte("\n\r\t", c) < 0:
			return nil, errWord
		}
		b = append(b, c)
	}
	return b, nil
}

func (d *WordDecoder) toUTF8(charset string, text []byte) (string, error) {
	charset = strings.ToLower(charset)
	var b strings.Builder
	switch charset {
	case "utf-8":
		return string(text), nil
	case "iso-8859-1", "us-ascii":
		for _, c := range text {
			if c >= utf8.RuneSelf && charset == "us-ascii" {
				b.WriteRune(utf8.RuneError)
			} else {
				b.WriteRune(rune(c))
			}
		}
		return b.String(), nil
	}
	if d.CharsetReader == nil {
		return "", fmt.Errorf("mime: unhandled charset %q", charset)
	}
	r, err := d.CharsetReader(charset, bytes.NewReader(text))
	if err == nil {
		_, err = io.Copy(&b, r)
	}
	return b.String(), err
}

// DecodeHeader reads all words in a header. White space between two of them goes; what is no word stays as it is.
func (d *WordDecoder) DecodeHeader(header string) (string, error) {
	var b strings.Builder
	afterWord := false
	for {
		begin := strings.Index(header, "=?")
		if begin < 0 {
			break
		}
		// charset?how?text?=
		end, marks := begin+2, 0
		for end < len(header) && marks < 3 {
			if header[end] == '?' {
				marks++
			}
			end++
		}
		if marks < 3 || end == len(header) || header[end] != '=' {
			if marks < 3 {
				break
			}
			b.WriteString(header[:begin+2])
			header, afterWord = header[begin+2:], false
			continue
		}
		charset, text, err := open(header[begin : end+1])
		if err != nil {
			b.WriteString(header[:end+1])
			header, afterWord = header[end+1:], false
			continue
		}
		word, err := d.toUTF8(charset, text)
		if err != nil {
			return "", err
		}
		if between := header[:begin]; !afterWord || strings.Trim(between, " \t\r\n") != "" {
			b.WriteString(between)
		}
		b.WriteString(word)
		header, afterWord = header[end+1:], true
	}
	b.WriteString(header)
	return b.String(), nil
}
