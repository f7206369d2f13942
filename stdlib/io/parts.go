// This file has readers and writers for parts of others: limited, sectioned,
// offset, and closed by nothing.

package io

// The meanings of Seek's whence: the offset counts from the start, from the
// current place, or from the end.
const (
	SeekStart   = 0
	SeekCurrent = 1
	SeekEnd     = 2
)

// LimitReader returns a *LimitedReader: r up to n bytes.
func LimitReader(r Reader, n int64) Reader {
	l := new(LimitedReader)
	l.R, l.N = r, n
	return l
}

// LimitedReader reads from R, N more bytes at most, and then says EOF.
type LimitedReader struct {
	R Reader // what is read from
	N int64  // how many bytes may still come
}

func (l *LimitedReader) Read(p []byte) (n int, err error) {
	switch {
	case l.N <= 0:
		return 0, EOF
	case int64(len(p)) > l.N:
		p = p[:l.N]
	}
	n, err = l.R.Read(p)
	l.N -= int64(n)
	return n, err
}

// SectionReader reads the bytes of a ReaderAt from one offset to another.
type SectionReader struct {
	source     ReaderAt
	start, end int64 // the section within source
	at         int64 // where Read goes on, within source
	size       int64 // as asked for
}

// NewSectionReader returns a reader of the n bytes of r that begin at off.
func NewSectionReader(r ReaderAt, off int64, n int64) *SectionReader {
	const last = 1<<63 - 1
	end := int64(last) // for a section that would reach beyond it
	if n <= last-off {
		end = off + n
	}
	return &SectionReader{source: r, start: off, end: end, at: off, size: n}
}

// Size returns the section's length in bytes.
func (s *SectionReader) Size() int64 { return s.end - s.start }

// Outer returns what NewSectionReader was given.
func (s *SectionReader) Outer() (r ReaderAt, off int64, n int64) {
	return s.source, s.start, s.size
}

func (s *SectionReader) Read(p []byte) (n int, err error) {
	left := s.end - s.at
	if left <= 0 {
		return 0, EOF
	}
	if left < int64(len(p)) {
		p = p[:left]
	}
	n, err = s.source.ReadAt(p, s.at)
	s.at += int64(n)
	return
}

// ReadAt reads at off within the section.
func (s *SectionReader) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 || off >= s.Size() {
		return 0, EOF
	}
	left := s.Size() - off
	if int64(len(p)) <= left {
		return s.source.ReadAt(p, s.start+off)
	}
	n, err = s.source.ReadAt(p[:left], s.start+off)
	if err == nil {
		err = EOF
	}
	return
}

// Seek moves to an offset within the section, or beyond its end.
func (s *SectionReader) Seek(offset int64, whence int) (int64, error) {
	base := [...]int64{SeekStart: s.start, SeekCurrent: s.at, SeekEnd: s.end}
	if whence < 0 || whence >= len(base) {
		return 0, errWhence
	}
	to := base[whence] + offset
	if to < s.start {
		return 0, errOffset
	}
	s.at = to
	return to - s.start, nil
}

// OffsetWriter writes to a WriterAt from some offset on.
type OffsetWriter struct {
	target WriterAt
	base   int64 // where offset 0 is in target
	at     int64 // where Write goes on in target
}

// NewOffsetWriter returns a writer whose offset 0 is w's offset off.
func NewOffsetWriter(w WriterAt, off int64) *OffsetWriter {
	return &OffsetWriter{target: w, base: off, at: off}
}

func (o *OffsetWriter) Write(p []byte) (n int, err error) {
	n, err = o.target.WriteAt(p, o.at)
	o.at += int64(n)
	return n, err
}

// WriteAt writes at off, counted from the base.
func (o *OffsetWriter) WriteAt(p []byte, off int64) (n int, err error) {
	if off >= 0 {
		return o.target.WriteAt(p, o.base+off)
	}
	return 0, errOffset
}

// Seek moves to an offset from the base or from the current place; there is no end.
func (o *OffsetWriter) Seek(offset int64, whence int) (int64, error) {
	to := offset
	if whence == SeekStart {
		to += o.base
	} else if whence == SeekCurrent {
		to += o.at
	} else {
		return 0, errWhence
	}
	if to < o.base {
		return 0, errOffset
	}
	o.at = to
	return to - o.base, nil
}

// TeeReader returns a reader of r that writes to w all it reads. A failing write is
// reported as an error of the read.
func TeeReader(r Reader, w Writer) Reader { return &tee{r, w} }

type tee struct {
	from Reader
	copy Writer
}

func (t *tee) Read(p []byte) (n int, err error) {
	if n, err = t.from.Read(p); n > 0 {
		if m, bad := t.copy.Write(p[:n]); bad != nil {
			return m, bad
		}
	}
	return n, err
}

// NopCloser gives r a Close that does nothing. What it returns has WriteTo where r
// has it.
func NopCloser(r Reader) ReadCloser {
	if to, ok := r.(WriterTo); ok {
		return unclosedTo{unclosed{r}, to}
	}
	return unclosed{r}
}

type unclosed struct{ Reader }

func (unclosed) Close() error { return nil }

type unclosedTo struct {
	unclosed
	to WriterTo
}

func (u unclosedTo) WriteTo(w Writer) (int64, error) { return u.to.WriteTo(w) }
