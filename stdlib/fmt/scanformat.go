// This file scans lists of values, one after another or by a format.

package fmt

import "unicode/utf8"

func (s *ss) scanAll(a []any) (n int, err error) {
	defer catch(&err, true)
	for _, arg := range a {
		s.scanOne('v', arg)
		n++
	}
	if !s.nlIsEnd {
		return n, nil
	}
	for r := s.next(); r != '\n' && r != eof; r = s.next() {
		if !isSpace(r) {
			s.failText("expected newline")
		}
	}
	return n, nil
}

// blank matches the space at the start of format with the input and returns what
// follows it. Each newline matches a newline, perhaps after other space, or the end
// of the input. Other space matches any number of spaces, but at least one where no
// newline stands before it in the same run.
func (s *ss) blank(format string) string {
	newlines, spaces := 0, false // spaces: after the last newline
	for format != "" {
		r, width := utf8.DecodeRuneInString(format)
		if !isSpace(r) {
			break
		}
		format = format[width:]
		spaces = r != '\n'
		if r == '\n' {
			newlines++
		}
	}
	skip := func(r rune) rune {
		for isSpace(r) && r != '\n' {
			r = s.next()
		}
		return r
	}
	for range newlines {
		if r := skip(s.next()); r != '\n' && r != eof {
			s.failText("newline in format does not match input")
		}
	}
	if !spaces {
		return format
	}
	r := s.next()
	if newlines == 0 {
		if !isSpace(r) && r != eof {
			s.failText("expected space in input to match format")
		}
		if r == '\n' {
			s.failText("newline in input does not match format")
		}
	}
	if skip(r) != eof {
		s.UnreadRune()
	}
	return format
}

// literal matches the text before the next verb with the input and returns the
// format from that verb on. A %% that does not match at once is left for the verb
// that it is, which skips space first.
func (s *ss) literal(format string) string {
	whole := format
	for format != "" {
		r, width := utf8.DecodeRuneInString(format)
		if isSpace(r) {
			format = s.blank(format)
			continue
		}
		if r == '%' {
			if len(format) == 1 {
				s.failText("missing verb: % at end of format string")
			}
			if format[1] != '%' {
				break
			}
			format = format[1:]
		}
		if s.must() != r {
			s.UnreadRune()
			if whole[0] == '%' {
				return whole
			}
			s.failText("input does not match format")
		}
		format = format[width:]
	}
	return format
}

func (s *ss) scanFormat(format string, a []any) (n int, err error) {
	defer catch(&err, true)
	for {
		if format = s.literal(format); format == "" {
			break
		}
		var limited bool
		var rest string
		if s.width, limited, rest = number(format[1:]); !limited {
			s.width = noLimit
		}
		verb, width := utf8.DecodeRuneInString(rest)
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			s.begin()
			if !s.accept("%") {
				s.failText("missing literal %")
			}
			format = rest[width:]
			continue
		}
		s.end = min(noLimit, s.taken+s.width)
		if n >= len(a) {
			s.failText("too few operands for format '%" + rest + "'")
		}
		s.scanOne(verb, a[n])
		n++
		s.end = noLimit
		format = rest[width:]
	}
	if n < len(a) {
		s.failText("too many operands")
	}
	return n, nil
}
