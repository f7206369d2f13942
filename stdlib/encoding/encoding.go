// Package encoding names the methods by which a value turns itself into bytes or
// text and back. The packages below it look for them.
package encoding

// What turns itself into text, always UTF-8. An appender keeps and changes nothing of
// b; an unmarshaler must copy what it keeps of text.
type (
	TextMarshaler interface {
		MarshalText() (text []byte, err error)
	}
	TextAppender interface {
		AppendText(b []byte) ([]byte, error)
	}
	TextUnmarshaler interface{ UnmarshalText(text []byte) error }
)

// What turns itself into bytes, by the same rules.
type (
	BinaryMarshaler interface {
		MarshalBinary() (data []byte, err error)
	}
	BinaryAppender interface {
		AppendBinary(b []byte) ([]byte, error)
	}
	BinaryUnmarshaler interface{ UnmarshalBinary(data []byte) error }
)
