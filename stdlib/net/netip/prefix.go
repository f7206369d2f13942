package netip

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
)

// An AddrPort is an address and a port.
type AddrPort struct {
	ip   Addr
	port uint16
}

func AddrPortFrom(ip Addr, port uint16) AddrPort { return AddrPort{ip, port} }
func (p AddrPort) Addr() Addr                    { return p.ip }
func (p AddrPort) Port() uint16                  { return p.port }
func (p AddrPort) IsValid() bool                 { return p.ip.IsValid() }

// Compare orders by address, then by port.
func (p AddrPort) Compare(p2 AddrPort) int {
	return cmp.Or(p.ip.Compare(p2.ip), cmp.Compare(p.port, p2.port))
}

// MustParseAddrPort is ParseAddrPort for text that is known to be right.
func MustParseAddrPort(s string) AddrPort { return must(ParseAddrPort(s)) }

// ParseAddrPort reads "1.2.3.4:80" or "[::1]:80".
func ParseAddrPort(s string) (p AddrPort, err error) {
	colon := strings.LastIndexByte(s, ':')
	if colon < 0 {
		return p, errors.New("not an ip:port")
	}
	host, port := s[:colon], s[colon+1:]
	if host == "" {
		return p, errors.New("no IP")
	}
	if port == "" {
		return p, errors.New("no port")
	}
	bracketed := host[0] == '['
	if bracketed {
		if len(host) < 2 || host[len(host)-1] != ']' {
			return p, errors.New("missing ]")
		}
		host = host[1 : len(host)-1]
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return p, errors.New("invalid port " + strconv.Quote(port) + " parsing " + strconv.Quote(s))
	}
	ip, err := ParseAddr(host)
	if err != nil {
		return p, err
	}
	if bracketed && ip.Is4() {
		return p, errors.New("invalid ip:port " + strconv.Quote(s) + ", square brackets can only be used with IPv6 addresses")
	}
	if !bracketed && ip.Is6() {
		return p, errors.New("invalid ip:port " + strconv.Quote(s) + ", IPv6 addresses must be surrounded by square brackets")
	}
	return AddrPort{ip, uint16(n)}, nil
}

func (p AddrPort) String() string {
	if !p.IsValid() {
		return "invalid AddrPort"
	}
	return string(p.AppendTo(nil))
}

// AppendTo appends String's text, nothing for an invalid AddrPort.
func (p AddrPort) AppendTo(b []byte) []byte {
	switch {
	case !p.IsValid():
		return b
	case p.ip.Is4():
		b = p.ip.AppendTo(b)
	default:
		b = append(p.ip.AppendTo(append(b, '[')), ']')
	}
	return strconv.AppendUint(append(b, ':'), uint64(p.port), 10)
}

func (p AddrPort) AppendText(b []byte) ([]byte, error) { return p.AppendTo(b), nil }
func (p AddrPort) MarshalText() ([]byte, error)        { return p.AppendText([]byte{}) }

func (p *AddrPort) UnmarshalText(text []byte) (err error) {
	*p = AddrPort{}
	if len(text) > 0 {
		*p, err = ParseAddrPort(string(text))
	}
	return err
}

func (p AddrPort) AppendBinary(b []byte) ([]byte, error) {
	b, _ = p.ip.AppendBinary(b)
	return append(b, byte(p.port), byte(p.port>>8)), nil
}

func (p AddrPort) MarshalBinary() ([]byte, error) { return p.AppendBinary([]byte{}) }

func (p *AddrPort) UnmarshalBinary(b []byte) error {
	n := len(b) - 2
	if n < 0 {
		return errors.New("unexpected slice size")
	}
	if err := p.ip.UnmarshalBinary(b[:n]); err != nil {
		return err
	}
	p.port = uint16(b[n]) | uint16(b[n+1])<<8
	return nil
}

// A Prefix is an address and how many of its first bits name a network.
type Prefix struct {
	ip   Addr
	size uint8 // 1 more than the bits; 0: not valid
}

// PrefixFrom makes a prefix; a zone is left out, other bits are kept.
func PrefixFrom(ip Addr, bits int) Prefix {
	p := Prefix{ip: ip.withoutZone()}
	if ip.IsValid() && bits >= 0 && bits <= ip.BitLen() {
		p.size = uint8(bits + 1)
	}
	return p
}

func (p Prefix) Addr() Addr           { return p.ip }
func (p Prefix) Bits() int            { return int(p.size) - 1 }
func (p Prefix) IsValid() bool        { return p.size > 0 }
func (p Prefix) IsSingleIP() bool     { return p.IsValid() && p.Bits() == p.ip.BitLen() }
func MustParsePrefix(s string) Prefix { return must(ParsePrefix(s)) }

// Compare orders by length of the address, by the network's bits, by their number,
// and by the address.
func (p Prefix) Compare(p2 Prefix) int {
	return cmp.Or(
		cmp.Compare(p.ip.BitLen(), p2.ip.BitLen()),
		p.Masked().ip.Compare(p2.Masked().ip),
		cmp.Compare(p.Bits(), p2.Bits()),
		p.ip.Compare(p2.ip))
}

// mask gives the words of the first n of 128 bits.
func mask(n int) (hi, lo uint64) {
	hi, lo = ^uint64(0), ^uint64(0)
	if n < 64 {
		return hi << (64 - n), 0
	}
	return hi, lo << (128 - n)
}

// Prefix gives the network of this size that ip is in.
func (ip Addr) Prefix(b int) (Prefix, error) {
	if b < 0 {
		return Prefix{}, errors.New("negative Prefix bits")
	}
	if !ip.IsValid() {
		return Prefix{}, nil
	}
	if b > ip.BitLen() {
		name := "IPv6"
		if ip.Is4() {
			name = "IPv4"
		}
		return Prefix{}, errors.New("prefix length " + strconv.Itoa(b) + " too large for " + name)
	}
	hi, lo := mask(128 - ip.BitLen() + b)
	ip = ip.withoutZone()
	ip.hi &= hi
	ip.lo &= lo
	return PrefixFrom(ip, b), nil
}

// Masked gives the prefix with all bits after it 0.
func (p Prefix) Masked() Prefix {
	m, _ := p.ip.Prefix(p.Bits())
	return m
}

// Contains tells whether the network has the address; an address with a zone is in none.
func (p Prefix) Contains(ip Addr) bool {
	if !p.IsValid() || ip.Zone() != "" || ip.BitLen() != p.ip.BitLen() {
		return false
	}
	q, _ := ip.Prefix(p.Bits())
	return q == p.Masked()
}

// Overlaps tells whether some address is in both.
func (p Prefix) Overlaps(o Prefix) bool {
	if !p.IsValid() || !o.IsValid() || p.ip.BitLen() != o.ip.BitLen() {
		return false
	}
	if p.Bits() > o.Bits() {
		p, o = o, p
	}
	return p.Contains(o.ip)
}

type prefixError struct{ in, msg string }

func (e prefixError) Error() string {
	return "netip.ParsePrefix(" + strconv.Quote(e.in) + "): " + e.msg
}

// ParsePrefix reads "10.0.0.0/8" or "2001:db8::/32".
func ParsePrefix(s string) (Prefix, error) {
	slash := strings.LastIndexByte(s, '/')
	if slash < 0 {
		return Prefix{}, prefixError{s, "no '/'"}
	}
	ip, err := ParseAddr(s[:slash])
	if err != nil {
		return Prefix{}, prefixError{s, err.Error()}
	}
	if ip.Zone() != "" {
		return Prefix{}, prefixError{s, "IPv6 zones cannot be present in a prefix"}
	}
	size := s[slash+1:]
	bad := len(size) == 0 || len(size) > 1 && (size[0] < '1' || size[0] > '9')
	n, err := strconv.Atoi(size)
	if err != nil || bad {
		return Prefix{}, prefixError{s, "bad bits after slash: " + strconv.Quote(size)}
	}
	if n < 0 || n > ip.BitLen() {
		return Prefix{}, prefixError{s, "prefix length out of range"}
	}
	return PrefixFrom(ip, n), nil
}

func (p Prefix) String() string {
	if !p.IsValid() {
		return "invalid Prefix"
	}
	return string(p.AppendTo(nil))
}

// AppendTo appends String's text, nothing for an invalid prefix.
func (p Prefix) AppendTo(b []byte) []byte {
	if !p.ip.IsValid() {
		return b
	}
	if !p.IsValid() {
		return append(b, "invalid Prefix"...)
	}
	return strconv.AppendInt(append(p.ip.AppendTo(b), '/'), int64(p.Bits()), 10)
}

func (p Prefix) AppendText(b []byte) ([]byte, error) { return p.AppendTo(b), nil }
func (p Prefix) MarshalText() ([]byte, error)        { return p.AppendText([]byte{}) }

func (p *Prefix) UnmarshalText(text []byte) (err error) {
	*p = Prefix{}
	if len(text) > 0 {
		*p, err = ParsePrefix(string(text))
	}
	return err
}

func (p Prefix) AppendBinary(b []byte) ([]byte, error) {
	b, _ = p.ip.withoutZone().AppendBinary(b)
	return append(b, uint8(p.Bits())), nil
}

func (p Prefix) MarshalBinary() ([]byte, error) { return p.AppendBinary([]byte{}) }

func (p *Prefix) UnmarshalBinary(b []byte) error {
	n := len(b) - 1
	if n < 0 {
		return errors.New("unexpected slice size")
	}
	var ip Addr
	if err := ip.UnmarshalBinary(b[:n]); err != nil {
		return err
	}
	*p = PrefixFrom(ip, int(b[n]))
	return nil
}
