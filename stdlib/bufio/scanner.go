// This file is the Scanner, and the functions that split its input.

package bufio

import (
	"errors"
	"internal/bytescan"
	"internal/text"
	"io"
	"unicode"
	"unicode/utf8"
)

// The errors of a Scanner.
var (
	ErrTooLong         = errors.New("bufio.Scanner: token too long")
	ErrAdvanceTooFar   = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
)

// ErrFinalToken is what a SplitFunc returns to end the scan without an error: with
// the token that it returns too, or without one where that is nil.
var ErrFinalToken = errors.New("final token")

// MaxScanTokenSize is how long a token, with what separates it, may be, unless
// Buffer says otherwise.
const MaxScanTokenSize = 64 << 10

// SplitFunc cuts a token from the start of data, the input not yet used. It returns
// by how much to go on, and the token, or nil where there is none yet; with neither,
// more input is read. atEOF says that there is no more. An error ends the scan.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// Scanner reads input token by token, by default line by line. It stops at the end,
// at the first error, or at a token too long for its buffer; where that is too
// little control, use a Reader.
type Scanner struct {
	from    io.Reader
	split   SplitFunc
	limit   int // of buf's size
	token   []byte
	buf     []byte
	at, end int   // buf[at:end] is not yet used
	failed  error // what the reader said; EOF too
	empties int   // empty tokens in a row that used no input
	begun   bool
	done    bool
}

// NewScanner returns a Scanner of r's lines.
func NewScanner(r io.Reader) *Scanner {
	return &Scanner{from: r, limit: MaxScanTokenSize, split: ScanLines}
}

// Buffer sets the memory to begin with, and how much to use at most, which is cap(buf)
// where that is more. It panics after the first Scan.
func (s *Scanner) Buffer(buf []byte, max int) {
	if s.begun {
		panic("Buffer called after Scan")
	}
	s.limit = max
	s.buf = buf[:cap(buf)]
}

// Split sets the function that finds the tokens. It panics after the first Scan.
func (s *Scanner) Split(split SplitFunc) {
	if s.begun {
		panic("Split called after Scan")
	}
	s.split = split
}

// Text returns the token that Scan found, as a new string.
func (s *Scanner) Text() string { return string(s.token) }

// Bytes returns the token that Scan found, where it lies, until the next Scan.
func (s *Scanner) Bytes() []byte { return s.token }

// Err returns the first error that was not EOF.
func (s *Scanner) Err() error {
	if s.failed != io.EOF {
		return s.failed
	}
	return nil
}

// fail records an error and ends the scan.
func (s *Scanner) fail(err error) bool {
	if s.failed == nil || s.failed == io.EOF {
		s.failed = err
	}
	return false
}

// Scan goes on to the next token and reports whether there is one. It panics where
// the split function returns very many empty tokens without using input.
func (s *Scanner) Scan() bool {
	if s.done {
		return false
	}
	s.begun = true
	for {
		atEOF := s.failed != nil
		if s.at < s.end || atEOF {
			advance, token, err := s.split(s.buf[s.at:s.end], atEOF)
			switch {
			case err == ErrFinalToken:
				s.token, s.done = token, true
				return token != nil
			case err != nil:
				s.token = nil
				return s.fail(err)
			case advance < 0:
				s.token = nil
				return s.fail(ErrNegativeAdvance)
			case advance > s.end-s.at:
				s.token = nil
				return s.fail(ErrAdvanceTooFar)
			}
			s.at += advance
			s.token = token
			if token != nil {
				s.empties++
				if !atEOF || advance > 0 {
					s.empties = 0
				} else if s.empties > patience {
					panic("bufio.Scan: too many empty tokens without progressing")
				}
				return true
			}
		}
		if atEOF {
			s.at, s.end = 0, 0
			s.token = nil
			return false
		}
		if !s.makeRoom() {
			s.token = nil
			return s.fail(ErrTooLong)
		}
		s.read()
	}
}

// makeRoom sees to it that the buffer is not full.
func (s *Scanner) makeRoom() bool {
	if s.at > len(s.buf)/2 || s.at > 0 && s.end == len(s.buf) {
		s.end = copy(s.buf, s.buf[s.at:s.end])
		s.at = 0
	}
	if s.end < len(s.buf) {
		return true
	}
	if len(s.buf) >= s.limit {
		return false
	}
	size := max(2*len(s.buf), defaultSize)
	bigger := make([]byte, min(size, s.limit))
	s.end = copy(bigger, s.buf[s.at:s.end])
	s.buf, s.at = bigger, 0
	return true
}

func (s *Scanner) read() {
	for range patience + 1 {
		room := s.buf[s.end:]
		n, err := s.from.Read(room)
		if n < 0 || n > len(room) {
			s.fail(ErrBadReadCount)
			return
		}
		s.end += n
		if err != nil {
			s.fail(err)
			return
		}
		if n > 0 {
			s.empties = 0
			return
		}
	}
	s.fail(io.ErrNoProgress)
}

// ScanLines is a SplitFunc for lines without their ends, \n or \r\n. The last line
// counts even if it has no end, unless it is empty.
func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	end := bytescan.IndexByte(data, '\n')
	advance = end + 1
	if end < 0 {
		if !atEOF {
			return 0, nil, nil
		}
		end = len(data)
		advance = end
	}
	if end > 0 && data[end-1] == '\r' {
		end--
	}
	return advance, data[:end], nil
}

// ScanBytes is a SplitFunc for single bytes.
func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) > 0 {
		advance, token = 1, data[:1]
	}
	return
}

// ScanRunes is a SplitFunc for runes. Each byte that is no UTF-8 gives an encoded
// U+FFFD, which cannot be told from one in the input.
func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 || !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	r, width := utf8.DecodeRune(data)
	if r == utf8.RuneError && width == 1 {
		return 1, []byte("\uFFFD"), nil
	}
	return width, data[:width], nil
}

// ScanWords is a SplitFunc for words between space, as unicode.IsSpace has it. No
// word is empty.
func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	start, stop := bytescan.NextField(text.View(data), 0)
	if bytescan.ASCIIPrefix(data[:stop]) == stop {
		switch {
		case stop < len(data):
			return stop + 1, data[start:stop], nil
		case atEOF && start < stop:
			return stop, data[start:stop], nil
		}
		return start, nil, nil
	}
	start = 0
	for start < len(data) {
		r, width := utf8.DecodeRune(data[start:])
		if !unicode.IsSpace(r) {
			break
		}
		start += width
	}
	for end := start; end < len(data); {
		r, width := utf8.DecodeRune(data[end:])
		if unicode.IsSpace(r) {
			return end + width, data[start:end], nil
		}
		end += width
	}
	if atEOF && start < len(data) {
		return len(data), data[start:], nil
	}
	return start, nil, nil
}
