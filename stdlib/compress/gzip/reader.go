// Package gzip reads and writes the format of gzip (RFC 1952): DEFLATE between a
// header, which may name the file, and a checksum with the length.
package gzip

import (
	"bufio"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"time"
)

// What may be wrong with the input.
var (
	ErrChecksum = errors.New("gzip: invalid checksum")
	ErrHeader   = errors.New("gzip: invalid header")
)

// The header begins with three fixed bytes, flags, the time in four bytes, how hard
// the compressor tried, and the system. Numbers are little-endian.
const (
	magic      = "\x1f\x8b\x08"
	headerSize = 10
	maxText    = 512 // of names and comments, with the zero that ends them
)

// Flags: what follows the header.
const (
	_      = 1 << iota // it is said to be text
	hasSum             // of the header
	hasExtra
	hasName
	hasComment
)

// Header is what gzip tells about the file.
type Header struct {
	Comment string
	Extra   []byte    // data of some program
	ModTime time.Time // of the file, zero where it is not known
	Name    string
	OS      byte // the system, by number
}

func le16(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 }
func le32(b []byte) uint32 { return uint32(le16(b)) | uint32(le16(b[2:]))<<16 }

// Reader reads what was compressed. Several files in gzip's format, one after the
// other, are read as one, of which Header tells about the one that is being read.
type Reader struct {
	Header
	r      flate.Reader
	body   io.ReadCloser
	sum    uint32
	size   uint32
	err    error
	single bool
}

// NewReader returns a Reader of r, whose first header it reads. If r is no
// io.ByteReader, more of it may be read than belongs to the data.
func NewReader(r io.Reader) (*Reader, error) {
	var z Reader
	err := z.Reset(r)
	if err != nil {
		return nil, err
	}
	return &z, nil
}

// Reset makes z read from r, as if it were new.
func (z *Reader) Reset(r io.Reader) error {
	*z = Reader{body: z.body}
	if f, ok := r.(flate.Reader); ok {
		z.r = f
	} else {
		z.r = bufio.NewReader(r)
	}
	z.Header, z.err = z.header()
	return z.err
}

// Multistream says whether the reader goes on with the next file at the end of one,
// as it does at first. Without that, Reset with the same source goes on, if that is an
// io.ByteReader.
func (z *Reader) Multistream(ok bool) { z.single = !ok }

// headerReader reads a header and adds up its checksum. After an error it does
// nothing.
type headerReader struct {
	r   flate.Reader
	sum uint32
	err error
}

func (h *headerReader) bytes(n int) []byte {
	b := make([]byte, n)
	if h.err != nil {
		return b
	}
	if _, h.err = io.ReadFull(h.r, b); h.err == io.EOF {
		h.err = io.ErrUnexpectedEOF
	}
	h.sum = crc32.Update(h.sum, crc32.IEEETable, b)
	return b
}

// text reads Latin-1 up to a zero.
func (h *headerReader) text() string {
	var runes []rune
	for h.err == nil {
		c := h.bytes(1)[0]
		if c == 0 {
			break
		}
		if runes = append(runes, rune(c)); len(runes) == maxText {
			h.err = ErrHeader
		}
	}
	return string(runes)
}

// header reads a header, and makes ready for what follows it. The error is io.EOF only
// where there is nothing at all.
func (z *Reader) header() (head Header, err error) {
	var first [headerSize]byte
	if _, err := io.ReadFull(z.r, first[:]); err != nil {
		return head, err
	}
	if string(first[:len(magic)]) != magic {
		return head, ErrHeader
	}
	h := headerReader{r: z.r, sum: crc32.ChecksumIEEE(first[:])}
	flags := first[3]
	if t := int64(le32(first[4:])); t > 0 {
		head.ModTime = time.Unix(t, 0)
	}
	head.OS = first[9]
	if flags&hasExtra != 0 {
		head.Extra = h.bytes(int(le16(h.bytes(2))))
	}
	if flags&hasName != 0 {
		head.Name = h.text()
	}
	if flags&hasComment != 0 {
		head.Comment = h.text()
	}
	if flags&hasSum != 0 {
		want := uint16(h.sum)
		if got := le16(h.bytes(2)); h.err == nil && got != want {
			h.err = ErrHeader
		}
	}
	if h.err != nil {
		return head, h.err
	}
	z.sum, z.size = 0, 0
	if z.body == nil {
		z.body = flate.NewReader(z.r)
	} else {
		z.body.(flate.Resetter).Reset(z.r, nil)
	}
	return head, nil
}

// Read decompresses. At the end of each file its checksum is checked.
func (z *Reader) Read(p []byte) (n int, err error) {
	for n == 0 && z.err == nil {
		n, z.err = z.body.Read(p)
		z.sum = crc32.Update(z.sum, crc32.IEEETable, p[:n])
		z.size += uint32(n)
		if z.err != io.EOF {
			return n, z.err
		}
		h := headerReader{r: z.r}
		tail := h.bytes(8)
		switch {
		case h.err != nil:
			z.err = h.err
		case le32(tail) != z.sum || le32(tail[4:]) != z.size:
			z.err = ErrChecksum
		case z.single:
			z.err = io.EOF
		default:
			// The reader goes on telling about the first file.
			_, z.err = z.header()
		}
	}
	return n, z.err
}

// Close ends reading. It does not close the source.
func (z *Reader) Close() error { return z.body.Close() }
