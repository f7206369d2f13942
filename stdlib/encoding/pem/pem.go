// Package pem reads and writes blocks of bytes as text: in base 64, between lines that say what they are.
package pem

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
)

// Block is a block. Its text has Headers, where there are any, before the bytes.
type Block struct {
	Type    string
	Headers map[string]string
	Bytes   []byte
}

const (
	beginMark, endMark, mark = "-----BEGIN ", "-----END ", "-----"
	lineLength               = 64
)

// line splits a line off, without white space at its end.
func line(data []byte) (first, rest []byte) {
	first, rest, _ = bytes.Cut(data, []byte("\n"))
	return bytes.TrimRight(first, " \t\r"), rest
}

// Decode finds the next block, and returns it with what is behind it; nil and all of data, where there is none.
func Decode(data []byte) (p *Block, rest []byte) {
	for rest = data; ; {
		at := 0
		if !bytes.HasPrefix(rest, []byte(beginMark)) {
			i := bytes.Index(rest, []byte("\n"+beginMark))
			if i < 0 {
				return nil, data
			}
			at = i + 1
		}
		first, behind := line(rest[at+len(beginMark):])
		kind, ok := bytes.CutSuffix(first, []byte(mark))
		if !ok {
			rest = rest[at+len(beginMark):]
			continue
		}
		b := &Block{Type: string(kind), Headers: map[string]string{}}
		body := b.headers(behind)
		if after, ok := b.body(body); ok {
			return b, after
		}
		rest = behind
	}
}

// headers reads headers, and returns what is behind them.
func (b *Block) headers(data []byte) []byte {
	for {
		if len(data) == 0 {
			return data
		}
		first, rest := line(data)
		key, value, ok := strings.Cut(string(first), ":")
		if !ok || bytes.Contains(data[:len(data)-len(rest)], []byte(beginMark)) || bytes.HasPrefix(first, []byte(endMark)) {
			return data
		}
		b.Headers[strings.TrimSpace(key)] = strings.TrimSpace(value)
		data = rest
	}
}

// body reads the bytes and the last line, and returns what is behind that.
func (b *Block) body(data []byte) (rest []byte, ok bool) {
	text, behind := []byte(nil), data
	if !bytes.HasPrefix(data, []byte(endMark)) || len(b.Headers) > 0 {
		i := bytes.Index(data, []byte("\n"+endMark))
		if i < 0 {
			return nil, false
		}
		text, behind = data[:i], data[i+1:]
	}
	last, rest := line(behind)
	if string(last) != endMark+b.Type+mark {
		return nil, false
	}
	packed := make([]byte, 0, len(text))
	for _, c := range text {
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			packed = append(packed, c)
		}
	}
	var err error
	b.Bytes, err = base64.StdEncoding.AppendDecode([]byte{}, packed)
	return rest, err == nil
}

// Encode writes a block. The header Proc-Type comes first, the others in the order of their keys.
func Encode(out io.Writer, b *Block) error {
	text, err := b.text()
	if err == nil {
		_, err = out.Write(text)
	}
	return err
}

// EncodeToMemory returns a block as text, or nil where a header's key has a colon.
func EncodeToMemory(b *Block) []byte {
	text, _ := b.text()
	return text
}

func (b *Block) text() ([]byte, error) {
	const first = "Proc-Type"
	t := []byte(beginMark + b.Type + mark + "\n")
	keys := slices.Sorted(maps.Keys(b.Headers))
	if i := slices.Index(keys, first); i > 0 {
		keys = slices.Insert(slices.Delete(keys, i, i+1), 0, first)
	}
	for _, key := range keys {
		if strings.Contains(key, ":") {
			return nil, errors.New("pem: cannot encode a header key that contains a colon")
		}
		t = append(t, key+": "+b.Headers[key]+"\n"...)
	}
	if len(keys) > 0 {
		t = append(t, '\n')
	}
	packed := base64.StdEncoding.EncodeToString(b.Bytes)
	for len(packed) > 0 {
		n := min(len(packed), lineLength)
		t = append(append(t, packed[:n]...), '\n')
		packed = packed[n:]
	}
	return append(t, endMark+b.Type+mark+"\n"...), nil
}
