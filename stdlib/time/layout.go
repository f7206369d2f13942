// This file holds layouts: the reference time in the form that a time is to have, or
// has, taken apart into elements.

package time

// Layouts for Format and Parse. Each shows the reference time, Mon Jan 2 15:04:05 MST
// 2006, which is 01/02 03:04:05PM '06 -0700.
const (
	Layout = "01/02 03:04:05PM '06 -0700" // in the order of the numbers

	// With all there is to say.
	RFC3339, RFC3339Nano = DateOnly + "T" + TimeOnly + "Z07:00", DateOnly + "T" + TimeOnly + ".999999999Z07:00"
	RFC1123, RFC1123Z    = "Mon, " + dayMonth + " 2006 " + TimeOnly + " MST", "Mon, " + dayMonth + " 2006 " + TimeOnly + " -0700"
	RFC822, RFC822Z      = dayMonth + " 06 15:04 MST", dayMonth + " 06 15:04 -0700"
	RFC850               = "Monday, 02-Jan-06 " + TimeOnly + " MST"
	UnixDate, ANSIC      = "Mon " + Stamp + " MST 2006", "Mon " + Stamp + " 2006"
	RubyDate             = "Mon Jan 02 " + TimeOnly + " -0700 2006"
	DateTime             = DateOnly + " " + TimeOnly

	// With a part of it.
	DateOnly, TimeOnly = "2006-01-02", "15:04:05"
	Kitchen            = "3:04PM"
	Stamp              = "Jan _2 " + TimeOnly
	StampMilli         = Stamp + ".000"
	StampMicro         = StampMilli + "000"
	StampNano          = StampMicro + "000"

	dayMonth = "02 Jan"
)

// An element is what one piece of a layout stands for.
type element uint8

const (
	elNone element = iota
	elLongMonth
	elShortMonth
	elMonth     // 1
	elMonth2    // 01
	elLongDay   // Monday
	elShortDay  // Mon
	elDay       // 2
	elDaySpace  // _2
	elDay2      // 02
	elYdaySpace // __2
	elYday3     // 002
	elHour24    // 15
	elHour12    // 3
	elHour12Two // 03
	elMinute    // 4
	elMinute2   // 04
	elSecond    // 5
	elSecond2   // 05
	elYear4     // 2006
	elYear2     // 06
	elPM        // PM
	elpm        // pm
	elZoneName  // MST
	elZone      // a numeric zone; zoneForms has the forms
	elFracZeros // .000: as many digits as zeros
	elFracNines // .999: the same without trailing zeros
)

// A piece is one element of a layout.
type piece struct {
	el    element
	n     int // elFrac: digits; elZone: index into zoneForms
	text  string
	comma bool // elFrac: the separator
}

// zoneForms are the forms of a numeric zone, longest first for each beginning. z is
// shown as Z where the offset is zero.
var zoneForms = [...]struct {
	text    string
	z       bool
	colon   bool
	minutes bool
	seconds bool
}{
	{"-070000", false, false, true, true},
	{"-07:00:00", false, true, true, true},
	{"-0700", false, false, true, false},
	{"-07:00", false, true, true, false},
	{"-07", false, false, false, false},
	{"Z070000", true, false, true, true},
	{"Z07:00:00", true, true, true, true},
	{"Z0700", true, false, true, false},
	{"Z07:00", true, true, true, false},
	{"Z07", true, false, false, false},
}

// words are the elements with a fixed text, by first byte, longest first.
func words(c byte) []piece {
	switch c {
	case 'J':
		return wordsJ[:]
	case 'M':
		return wordsM[:]
	case '0':
		return words0[:]
	case '1':
		return words1[:]
	case '2':
		return words2[:]
	case '_':
		return wordsUnder[:]
	case '3':
		return words3[:]
	case '4':
		return words4[:]
	case '5':
		return words5[:]
	case 'P':
		return wordsP[:]
	case 'p':
		return wordsp[:]
	}
	return nil
}

var (
	wordsJ = [...]piece{{el: elLongMonth, text: "January"}, {el: elShortMonth, text: "Jan"}}
	wordsM = [...]piece{{el: elLongDay, text: "Monday"}, {el: elShortDay, text: "Mon"}, {el: elZoneName, text: "MST"}}
	words0 = [...]piece{{el: elMonth2, text: "01"}, {el: elDay2, text: "02"}, {el: elHour12Two, text: "03"},
		{el: elMinute2, text: "04"}, {el: elSecond2, text: "05"}, {el: elYear2, text: "06"}, {el: elYday3, text: "002"}}
	words1     = [...]piece{{el: elHour24, text: "15"}, {el: elMonth, text: "1"}}
	words2     = [...]piece{{el: elYear4, text: "2006"}, {el: elDay, text: "2"}}
	wordsUnder = [...]piece{{el: elDaySpace, text: "_2"}, {el: elYdaySpace, text: "__2"}}
	words3     = [...]piece{{el: elHour12, text: "3"}}
	words4     = [...]piece{{el: elMinute, text: "4"}}
	words5     = [...]piece{{el: elSecond, text: "5"}}
	wordsP     = [...]piece{{el: elPM, text: "PM"}}
	wordsp     = [...]piece{{el: elpm, text: "pm"}}
)

func hasPrefix(s, p string) bool { return len(s) >= len(p) && s[:len(p)] == p }

func lowerAt(s string, i int) bool { return i < len(s) && 'a' <= s[i] && s[i] <= 'z' }

// nextPiece finds the first element in layout: what stands before it, the element,
// and what follows.
func nextPiece(layout string) (before string, p piece, after string) {
	for i := 0; i < len(layout); i++ {
		rest := layout[i:]
		for _, w := range words(rest[0]) {
			if !hasPrefix(rest, w.text) {
				continue
			}
			// "Janet" and "Month" are words of their own.
			if (w.el == elShortMonth || w.el == elShortDay) && lowerAt(rest, 3) {
				continue
			}
			// In "_2006" the underscore is just that.
			if w.el == elDaySpace && hasPrefix(rest, "_2006") {
				return layout[:i+1], words2[0], rest[5:]
			}
			return layout[:i], w, rest[len(w.text):]
		}
		switch rest[0] {
		case '-', 'Z':
			for k := range zoneForms {
				if f := &zoneForms[k]; hasPrefix(rest, f.text) {
					return layout[:i], piece{elZone, k, f.text, false}, rest[len(f.text):]
				}
			}
		case '.', ',':
			if len(rest) < 2 || rest[1] != '0' && rest[1] != '9' {
				continue
			}
			n := 1
			for n < len(rest) && rest[n] == rest[1] {
				n++
			}
			if n < len(rest) && isDigit(rest[n]) {
				continue
			}
			el := elFracZeros
			if rest[1] == '9' {
				el = elFracNines
			}
			return layout[:i], piece{el, n - 1, rest[:n], rest[0] == ','}, rest[n:]
		}
	}
	return layout, piece{}, ""
}
