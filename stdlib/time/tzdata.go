// This file reads the time zone database's files (RFC 9636, "TZif").

package time

import "errors"

var errBadTZData = errors.New("malformed time zone information")

// tzReader takes big-endian numbers off a file; bad is set when it ends too early.
type tzReader struct {
	b   []byte
	bad bool
}

func (r *tzReader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad = true
		r.b = nil
		return make([]byte, max(n, 0)&0xffff)
	}
	p := r.b[:n]
	r.b = r.b[n:]
	return p
}

func number(p []byte) (v int64) {
	for _, c := range p {
		v = v<<8 | int64(c)
	}
	if len(p) == 4 {
		return int64(int32(v))
	}
	return v
}

// A tzHeader has the counts of a data block.
type tzHeader struct {
	version                                                byte
	utcFlags, stdFlags, leaps, transitions, types, letters int
}

func (r *tzReader) header() (h tzHeader) {
	magic := r.take(4)
	r.bad = r.bad || string(magic) != "TZif"
	if p := r.take(16); !r.bad {
		switch p[0] {
		case 0:
			h.version = 1
		case '2', '3', '4':
			h.version = p[0] - '0'
		default:
			r.bad = true
		}
	}
	for _, n := range [...]*int{&h.utcFlags, &h.stdFlags, &h.leaps, &h.transitions, &h.types, &h.letters} {
		*n = int(uint32(number(r.take(4))))
	}
	return
}

// size returns the bytes of a data block with times of width bytes.
func (h *tzHeader) size(width int) int {
	return h.transitions*(width+1) + h.types*6 + h.letters + h.leaps*(width+4) + h.stdFlags + h.utcFlags
}

// LoadLocationFromTZData returns a Location of that name from the contents of a file
// of the time zone database.
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	r := &tzReader{b: data}
	h := r.header()
	width := 4
	if h.version > 1 && !r.bad {
		// The first block has 32-bit times for old readers; the second 64-bit ones.
		r.take(h.size(4))
		h = r.header()
		width = 8
	}
	if r.bad || h.size(width) > len(r.b) || h.types == 0 {
		return nil, errBadTZData
	}
	times := r.take(h.transitions * width)
	indexes := r.take(h.transitions)
	types := r.take(h.types * 6)
	letters := r.take(h.letters)
	r.take(h.leaps*(width+4) + h.stdFlags + h.utcFlags)

	l := &Location{name: name}
	for ; len(types) > 0; types = types[6:] {
		at := int(types[5])
		if at >= len(letters) {
			return nil, errBadTZData
		}
		end := at
		for end < len(letters) && letters[end] != 0 {
			end++
		}
		l.zones = append(l.zones, zone{string(letters[at:end]), int(number(types[:4])), types[4] != 0})
	}
	for i, index := range indexes {
		if int(index) >= len(l.zones) {
			return nil, errBadTZData
		}
		l.trans = append(l.trans, transition{number(times[i*width:][:width]), index})
	}
	if len(l.trans) == 0 {
		// One zone for ever; or the rule's from the beginning.
		l.trans = []transition{{beginningOfTime, 0}}
	}
	if rest := r.b; len(rest) > 2 && rest[0] == '\n' && rest[len(rest)-1] == '\n' {
		l.rule = string(rest[1 : len(rest)-1])
	}
	return l, nil
}
