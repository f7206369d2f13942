// This file joins several readers, or writers, to one.

package io

type multiReader struct{ rest []Reader }

// MultiReader reads the given readers one after another.
func MultiReader(readers ...Reader) Reader {
	return &multiReader{append([]Reader(nil), readers...)}
}

func (c *multiReader) Read(p []byte) (n int, err error) {
	for len(c.rest) > 0 {
		if len(c.rest) == 1 {
			// A multiReader of chains is replaced by the inner one's readers.
			if inner, ok := c.rest[0].(*multiReader); ok {
				c.rest = inner.rest
				continue
			}
		}
		n, err = c.rest[0].Read(p)
		if err == EOF {
			c.next()
			if n == 0 {
				continue
			}
			if len(c.rest) > 0 {
				err = nil
			}
		} else if n == 0 && err == nil && len(p) > 0 {
			return 0, nil
		}
		return n, err
	}
	return 0, EOF
}

// next lets go of the reader that is at its end.
func (c *multiReader) next() {
	c.rest[0] = ended{}
	c.rest = c.rest[1:]
}

type ended struct{}

func (ended) Read([]byte) (int, error) { return 0, EOF }

// WriteTo copies what is left to w.
func (c *multiReader) WriteTo(w Writer) (total int64, err error) {
	return c.writeTo(w, make([]byte, copySize))
}

func (c *multiReader) writeTo(w Writer, buf []byte) (total int64, err error) {
	for len(c.rest) > 0 {
		var n int64
		if inner, ok := c.rest[0].(*multiReader); ok {
			n, err = inner.writeTo(w, buf)
		} else {
			n, err = CopyBuffer(w, c.rest[0], buf)
		}
		total += n
		if err != nil {
			return total, err // a retry goes on with this reader
		}
		c.next()
	}
	c.rest = nil
	return total, nil
}

type multiWriter struct{ to []Writer }

// MultiWriter writes everything to each of the writers in turn, and stops at the
// first error.
func MultiWriter(writers ...Writer) Writer {
	f := new(multiWriter)
	for _, w := range writers {
		if inner, ok := w.(*multiWriter); ok {
			f.to = append(f.to, inner.to...)
		} else {
			f.to = append(f.to, w)
		}
	}
	return f
}

func (f *multiWriter) Write(p []byte) (int, error) {
	for _, w := range f.to {
		if n, err := w.Write(p); err != nil {
			return n, err
		} else if n != len(p) {
			return n, ErrShortWrite
		}
	}
	return len(p), nil
}

// WriteString turns s into bytes at most once.
func (f *multiWriter) WriteString(s string) (int, error) {
	var bytes []byte
	for _, w := range f.to {
		var n int
		var err error
		if direct, ok := w.(StringWriter); ok {
			n, err = direct.WriteString(s)
		} else {
			if bytes == nil {
				bytes = []byte(s)
			}
			n, err = w.Write(bytes)
		}
		if err == nil && n != len(s) {
			err = ErrShortWrite
		}
		if err != nil {
			return n, err
		}
	}
	return len(s), nil
}
