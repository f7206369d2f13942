// Package encoding names the methods by which a value turns itself into bytes or
// text and back. The packages below it look for them.
package encoding

// BinaryMarshaler is a value that can be written as bytes.
type BinaryMarshaler interface {
	MarshalBinary() (data []byte, err error)
}

// BinaryUnmarshaler is a value that can be read from the bytes that MarshalBinary
// gives. It must copy what it keeps of data.
type BinaryUnmarshaler interface {
	UnmarshalBinary(data []byte) error
}

// BinaryAppender is a value that can append its bytes to b, of which it keeps and
// changes nothing.
type BinaryAppender interface {
	AppendBinary(b []byte) ([]byte, error)
}

// TextMarshaler is a value that can be written as UTF-8 text.
type TextMarshaler interface {
	MarshalText() (text []byte, err error)
}

// TextUnmarshaler is a value that can be read from the text that MarshalText gives.
// It must copy what it keeps of text.
type TextUnmarshaler interface {
	UnmarshalText(text []byte) error
}

// TextAppender is a value that can append its text to b, of which it keeps and
// changes nothing.
type TextAppender interface {
	AppendText(b []byte) ([]byte, error)
}
