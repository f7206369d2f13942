// Package netip has IP addresses, prefixes and ports as small values that can be
// compared with == and used as map keys.
package netip

import (
	"errors"
	"math/bits"
	"strconv"
	"strings"
	"unique"
)

// An Addr is an IPv4 or IPv6 address; the latter may have a zone. The zero Addr is no
// address.
type Addr struct {
	hi, lo uint64 // IPv4 addresses as ::ffff:a.b.c.d
	kind   unique.Handle[family]
}

// A family tells addresses apart that have the same bits.
type family struct {
	six  bool
	zone string
}

var (
	none unique.Handle[family] // of the zero Addr
	four = unique.Make(family{})
	six  = unique.Make(family{six: true})
)

const mapped = 0xffff << 32 // the lower word of the IPv4 addresses, less the address

func fromV4(v uint32) Addr { return Addr{lo: mapped | uint64(v), kind: four} }

func word(b []byte) (w uint64) {
	for _, c := range b[:8] {
		w = w<<8 | uint64(c)
	}
	return w
}

func putWord(b []byte, w uint64) {
	for i := range 8 {
		b[i] = byte(w >> (56 - 8*i))
	}
}

// AddrFrom4 makes an IPv4 address.
func AddrFrom4(addr [4]byte) Addr {
	return fromV4(uint32(addr[0])<<24 | uint32(addr[1])<<16 | uint32(addr[2])<<8 | uint32(addr[3]))
}

// AddrFrom16 makes an IPv6 address. One that holds an IPv4 address stays IPv6.
func AddrFrom16(addr [16]byte) Addr { return Addr{word(addr[:]), word(addr[8:]), six} }

// AddrFromSlice makes an address of 4 or 16 bytes.
func AddrFromSlice(slice []byte) (ip Addr, ok bool) {
	if len(slice) == 16 {
		ip = AddrFrom16([16]byte(slice))
	} else if len(slice) == 4 {
		ip = AddrFrom4([4]byte(slice))
	}
	return ip, ip.IsValid()
}

func IPv6Loopback() Addr              { return Addr{lo: 1, kind: six} }
func IPv6Unspecified() Addr           { return Addr{kind: six} }
func IPv4Unspecified() Addr           { return fromV4(0) }
func IPv6LinkLocalAllNodes() Addr     { return Addr{hi: 0xff02 << 48, lo: 1, kind: six} }
func IPv6LinkLocalAllRouters() Addr   { return Addr{hi: 0xff02 << 48, lo: 2, kind: six} }
func (ip Addr) v4() uint32            { return uint32(ip.lo) }
func (ip Addr) group(i int) uint16    { return uint16([2]uint64{ip.hi, ip.lo}[i/4] >> (48 - 16*(i%4))) }
func (ip Addr) IsValid() bool         { return ip.kind != none }
func (ip Addr) Is4() bool             { return ip.kind == four }
func (ip Addr) Is6() bool             { return ip.kind != none && ip.kind != four }
func (ip Addr) Is4In6() bool          { return ip.Is6() && ip.hi == 0 && ip.lo>>32 == 0xffff }
func (ip Addr) Less(ip2 Addr) bool    { return ip.Compare(ip2) < 0 }
func (ip Addr) String() string {
	if !ip.IsValid() {
		return "invalid IP"
	}
	return string(ip.AppendTo(nil))
}

func (ip Addr) withoutZone() Addr     { return ip.WithZone("") }
func (ip Addr) isV6(kind uint16) bool { return ip.Is6() && ip.group(0) == kind }

// Zone gives an IPv6 address's zone, or "".
func (ip Addr) Zone() string {
	if !ip.IsValid() {
		return ""
	}
	return ip.kind.Value().zone
}

// WithZone gives the same IPv6 address with a zone; others are given as they are.
func (ip Addr) WithZone(zone string) Addr {
	if ip.Is6() {
		ip.kind = six
		if zone != "" {
			ip.kind = unique.Make(family{true, zone})
		}
	}
	return ip
}

// Unmap gives the IPv4 address that an IPv6 address holds; others as they are.
func (ip Addr) Unmap() Addr {
	if ip.Is4In6() {
		ip.kind = four
	}
	return ip
}

// BitLen gives 32, 128, or 0 for the zero Addr.
func (ip Addr) BitLen() int {
	switch ip.kind {
	case none:
		return 0
	case four:
		return 32
	}
	return 128
}

// Compare orders by length, then by bits, then by zone.
func (ip Addr) Compare(ip2 Addr) int {
	order := func(a, b uint64) int {
		if a < b {
			return -1
		}
		if a > b {
			return 1
		}
		return 0
	}
	if c := ip.BitLen() - ip2.BitLen(); c != 0 {
		return order(uint64(ip.BitLen()), uint64(ip2.BitLen()))
	}
	if c := order(ip.hi, ip2.hi); c != 0 {
		return c
	}
	if c := order(ip.lo, ip2.lo); c != 0 {
		return c
	}
	return strings.Compare(ip.Zone(), ip2.Zone())
}

// Next gives the address after this one, the zero Addr if there is none.
func (ip Addr) Next() Addr {
	var carry uint64
	ip.lo, carry = bits.Add64(ip.lo, 1, 0)
	ip.hi, carry = bits.Add64(ip.hi, 0, carry)
	if ip.Is4() && ip.v4() == 0 || carry != 0 {
		return Addr{}
	}
	return ip
}

// Prev gives the address before this one, the zero Addr if there is none.
func (ip Addr) Prev() Addr {
	if ip.Is4() && ip.v4() == 0 || ip.hi|ip.lo == 0 {
		return Addr{}
	}
	var borrow uint64
	ip.lo, borrow = bits.Sub64(ip.lo, 1, 0)
	ip.hi -= borrow
	return ip
}

// As16 gives the address in 16 bytes; the zero Addr gives zeros.
func (ip Addr) As16() (a16 [16]byte) {
	putWord(a16[:], ip.hi)
	putWord(a16[8:], ip.lo)
	return a16
}

// As4 gives an IPv4 address, or one that an IPv6 address holds, in 4 bytes.
func (ip Addr) As4() (a4 [4]byte) {
	switch {
	case ip.Is4(), ip.Is4In6():
		for i := range a4 {
			a4[i] = byte(ip.lo >> (24 - 8*i))
		}
		return a4
	case !ip.IsValid():
		panic("As4 called on IP zero value")
	}
	panic("As4 called on IPv6 address")
}

// AsSlice gives 4 or 16 bytes, nil for the zero Addr.
func (ip Addr) AsSlice() []byte {
	switch {
	case ip.Is4():
		b := ip.As4()
		return b[:]
	case ip.Is6():
		b := ip.As16()
		return b[:]
	}
	return nil
}

// ---- what an address is for

// IsUnspecified tells whether all bits are 0.
func (ip Addr) IsUnspecified() bool {
	return ip == IPv4Unspecified() || ip == IPv6Unspecified()
}

func (ip Addr) IsLoopback() bool {
	ip = ip.Unmap()
	return ip.Is4() && ip.v4()>>24 == 127 || ip.Is6() && ip.hi == 0 && ip.lo == 1
}

func (ip Addr) IsMulticast() bool {
	ip = ip.Unmap()
	return ip.Is4() && ip.v4()>>28 == 0xe || ip.Is6() && ip.hi>>56 == 0xff
}

func (ip Addr) IsLinkLocalUnicast() bool {
	ip = ip.Unmap()
	return ip.Is4() && ip.v4()>>16 == 0xa9fe || ip.Is6() && ip.hi>>54 == 0xfe80>>6
}

func (ip Addr) IsLinkLocalMulticast() bool {
	ip = ip.Unmap()
	return ip.Is4() && ip.v4()>>8 == 0xe00000 || ip.Is6() && ip.group(0)&0xff0f == 0xff02
}

func (ip Addr) IsInterfaceLocalMulticast() bool {
	return ip.Is6() && !ip.Is4In6() && ip.group(0)&0xff0f == 0xff01
}

func (ip Addr) IsPrivate() bool {
	ip = ip.Unmap()
	if ip.Is4() {
		v := ip.v4()
		return v>>24 == 10 || v>>20 == 0xac1 || v>>16 == 0xc0a8
	}
	return ip.Is6() && ip.hi>>57 == 0xfc>>1
}

func (ip Addr) IsGlobalUnicast() bool {
	plain := ip.Unmap()
	if !ip.IsValid() || plain == fromV4(0) || plain == fromV4(1<<32-1) {
		return false
	}
	return !ip.withoutZone().IsUnspecified() && !ip.IsLoopback() && !ip.IsMulticast() && !ip.IsLinkLocalUnicast()
}

// ---- text

const hexDigits = "0123456789abcdef"

// AppendTo appends String's text, nothing for the zero Addr.
func (ip Addr) AppendTo(b []byte) []byte {
	switch {
	case !ip.IsValid():
		return b
	case ip.Is4():
		return appendV4(b, ip.v4())
	case ip.Is4In6():
		b = append(b, "::ffff:"...)
		b = appendV4(b, ip.v4())
	default:
		b = ip.appendGroups(b)
	}
	return appendZone(b, ip.Zone())
}

func appendZone(b []byte, zone string) []byte {
	if zone != "" {
		b = append(append(b, '%'), zone...)
	}
	return b
}

func appendV4(b []byte, v uint32) []byte {
	for shift := 24; shift >= 0; shift -= 8 {
		b = strconv.AppendUint(b, uint64(v>>shift&0xff), 10)
		if shift > 0 {
			b = append(b, '.')
		}
	}
	return b
}

// appendGroups writes the longest run of two or more zero groups as "::".
func (ip Addr) appendGroups(b []byte) []byte {
	from, n := -1, 1
	for i := 0; i < 8; i++ {
		end := i
		for end < 8 && ip.group(end) == 0 {
			end++
		}
		if end-i > n {
			from, n = i, end-i
		}
		i = max(i, end)
	}
	for i := 0; i < 8; i++ {
		if i == from {
			b = append(b, "::"...)
			i += n - 1
			continue
		}
		if i > 0 && b[len(b)-1] != ':' {
			b = append(b, ':')
		}
		b = strconv.AppendUint(b, uint64(ip.group(i)), 16)
	}
	return b
}

// StringExpanded is String with all digits of an IPv6 address.
func (ip Addr) StringExpanded() string {
	if !ip.Is6() {
		return ip.String()
	}
	var b []byte
	for i := range 8 {
		if i > 0 {
			b = append(b, ':')
		}
		for shift := 12; shift >= 0; shift -= 4 {
			b = append(b, hexDigits[ip.group(i)>>shift&15])
		}
	}
	return string(appendZone(b, ip.Zone()))
}

// parseError is what ParseAddr returns.
type parseError struct{ in, msg, at string }

func (e parseError) Error() string {
	s := "ParseAddr(" + strconv.Quote(e.in) + "): " + e.msg
	if e.at != "" {
		s += " (at " + strconv.Quote(e.at) + ")"
	}
	return s
}

// MustParseAddr is ParseAddr for text that is known to be right.
func MustParseAddr(s string) Addr { return must(ParseAddr(s)) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// ParseAddr reads "1.2.3.4", "2001:db8::1" or "fe80::1%zone".
func ParseAddr(s string) (Addr, error) {
	for _, c := range s {
		switch c {
		case '.':
			v, err := parseV4(s, s)
			if err != nil {
				return Addr{}, err
			}
			return fromV4(v), nil
		case ':':
			return parseV6(s)
		case '%':
			return Addr{}, parseError{in: s, msg: "missing IPv6 address"}
		}
	}
	return Addr{}, parseError{in: s, msg: "unable to parse IP"}
}

// parseV4 reads the four fields of text; whole is what errors show.
func parseV4(whole, text string) (v uint32, err error) {
	fields := 0
	for rest := text; ; {
		field, more, found := strings.Cut(rest, ".")
		n := 0
		for i := 0; i < len(field); i++ {
			c := field[i]
			switch {
			case c < '0' || c > '9':
				return 0, parseError{whole, "unexpected character", rest[i:]}
			case i == 1 && field[0] == '0':
				return 0, parseError{whole, "IPv4 field has octet with leading zero", ""}
			}
			if n = n*10 + int(c-'0'); n > 255 {
				return 0, parseError{whole, "IPv4 field has value >255", ""}
			}
		}
		if field == "" {
			return 0, parseError{whole, "IPv4 field must have at least one digit", rest}
		}
		if fields++; fields > 4 || fields == 4 && found {
			return 0, parseError{whole, "IPv4 address too long", ""}
		}
		v = v<<8 | uint32(n)
		if !found {
			break
		}
		rest = more
	}
	if fields < 4 {
		return 0, parseError{whole, "IPv4 address too short", ""}
	}
	return v, nil
}

func parseV6(in string) (Addr, error) {
	s, zone, hasZone := strings.Cut(in, "%")
	if hasZone && zone == "" {
		return Addr{}, parseError{in, "zone must be a non-empty string", ""}
	}
	var groups []uint16
	gap := -1 // where "::" stands
	if strings.HasPrefix(s, "::") {
		gap, s = 0, s[2:]
	}
	for s != "" && len(groups) < 8 {
		digits, v := 0, uint32(0)
		for digits < len(s) {
			d := strings.IndexByte(hexDigits, s[digits]|0x20)
			if d < 0 || s[digits] < '0' {
				break
			}
			v = v<<4 | uint32(d)
			if digits++; digits > 4 {
				return Addr{}, parseError{in, "each group must have 4 or less digits", s}
			}
		}
		if digits == 0 {
			return Addr{}, parseError{in, "each colon-separated field must have at least one digit", s}
		}
		if digits < len(s) && s[digits] == '.' {
			// The rest is an IPv4 address, in place of two groups.
			if gap < 0 && len(groups) != 6 {
				return Addr{}, parseError{in, "embedded IPv4 address must replace the final 2 fields of the address", s}
			}
			if len(groups) > 6 {
				return Addr{}, parseError{in, "too many hex fields to fit an embedded IPv4 at the end of the address", s}
			}
			four, err := parseV4(in, s)
			if err != nil {
				return Addr{}, err
			}
			groups = append(groups, uint16(four>>16), uint16(four))
			s = ""
			break
		}
		groups = append(groups, uint16(v))
		if s = s[digits:]; s == "" {
			break
		}
		if s[0] != ':' {
			return Addr{}, parseError{in, "unexpected character, want colon", s}
		}
		if len(s) == 1 {
			return Addr{}, parseError{in, "colon must be followed by more characters", s}
		}
		if s = s[1:]; s[0] == ':' {
			if gap >= 0 {
				return Addr{}, parseError{in, "multiple :: in address", s}
			}
			gap, s = len(groups), s[1:]
		}
	}
	if s != "" {
		return Addr{}, parseError{in, "trailing garbage after address", s}
	}
	if gap < 0 && len(groups) < 8 {
		return Addr{}, parseError{in, "address string too short", ""}
	}
	if gap >= 0 && len(groups) == 8 {
		return Addr{}, parseError{in, "the :: must expand to at least one field of zeros", ""}
	}
	var a [16]byte
	for i, g := range groups {
		if gap >= 0 && i >= gap {
			i += 8 - len(groups)
		}
		a[2*i], a[2*i+1] = byte(g>>8), byte(g)
	}
	return AddrFrom16(a).WithZone(zone), nil
}

// ---- encoding

func (ip Addr) AppendText(b []byte) ([]byte, error) {
	if !ip.IsValid() {
		return b, nil
	}
	return ip.AppendTo(b), nil
}

func (ip Addr) MarshalText() ([]byte, error) { return ip.AppendText([]byte{}) }

func (ip *Addr) UnmarshalText(text []byte) (err error) {
	*ip = Addr{}
	if len(text) > 0 {
		*ip, err = ParseAddr(string(text))
	}
	return err
}

func (ip Addr) AppendBinary(b []byte) ([]byte, error) {
	return append(append(b, ip.AsSlice()...), ip.Zone()...), nil
}

func (ip Addr) MarshalBinary() ([]byte, error) { return ip.AppendBinary([]byte{}) }

func (ip *Addr) UnmarshalBinary(b []byte) error {
	n := len(b)
	switch {
	case n == 0:
		*ip = Addr{}
	case n == 4:
		*ip = AddrFrom4([4]byte(b))
	case n >= 16:
		*ip = AddrFrom16([16]byte(b[:16])).WithZone(string(b[16:]))
	default:
		return errors.New("unexpected slice size")
	}
	return nil
}
