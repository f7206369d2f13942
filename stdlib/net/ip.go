package net

import (
	"bytes"
	"net/netip"
	"strconv"
	"strings"
)

// An IP is an address of 4 or 16 bytes; an IPv4 address may have either form.
type IP []byte

// An IPNet is a network: an address and a mask.
type IPNet struct {
	IP   IP
	Mask IPMask
}

// An IPMask is a bit mask for addresses.
type IPMask []byte

// Lengths of addresses in bytes.
const IPv4len, IPv6len = 4, 16

func v6(head, tail uint16) IP {
	ip := make(IP, IPv6len)
	ip[0], ip[1] = byte(head>>8), byte(head)
	ip[14], ip[15] = byte(tail>>8), byte(tail)
	return ip
}

// Addresses that everybody knows.
var (
	IPv4bcast     = IPv4(255, 255, 255, 255)
	IPv4allsys    = IPv4(224, 0, 0, 1)
	IPv4allrouter = IPv4(224, 0, 0, 2)
	IPv4zero      = IPv4(0, 0, 0, 0)

	IPv6zero                   = v6(0, 0)
	IPv6unspecified            = v6(0, 0)
	IPv6loopback               = v6(0, 1)
	IPv6interfacelocalallnodes = v6(0xff01, 1)
	IPv6linklocalallnodes      = v6(0xff02, 1)
	IPv6linklocalallrouters    = v6(0xff02, 2)
)

// IPv4 gives an address in the 16-byte form.
func IPv4(a, b, c, d byte) IP {
	return IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d}
}

// IPv4Mask gives a mask of 4 bytes.
func IPv4Mask(a, b, c, d byte) IPMask { return IPMask{a, b, c, d} }

// CIDRMask gives a mask of `ones` ones, `bits` bits in all; nil if there is none.
func CIDRMask(ones, bits int) IPMask {
	if (bits != 32 && bits != 128) || ones < 0 || ones > bits {
		return nil
	}
	m := make(IPMask, bits/8)
	for i := range ones {
		m[i/8] |= 0x80 >> (i % 8)
	}
	return m
}

// addr gives the address as netip has it, IPv4 in the short form.
func (ip IP) addr() netip.Addr {
	a, _ := netip.AddrFromSlice(ip)
	return a.Unmap()
}

// ofAddr gives the 16-byte form.
func ofAddr(a netip.Addr) IP {
	if a.Is4() {
		b := a.As4()
		return IPv4(b[0], b[1], b[2], b[3])
	}
	b := a.As16()
	return b[:]
}

func (ip IP) IsUnspecified() bool             { return ip.addr().IsUnspecified() }
func (ip IP) IsLoopback() bool                { return ip.addr().IsLoopback() }
func (ip IP) IsPrivate() bool                 { return ip.addr().IsPrivate() }
func (ip IP) IsMulticast() bool               { return ip.addr().IsMulticast() }
func (ip IP) IsInterfaceLocalMulticast() bool { return ip.addr().IsInterfaceLocalMulticast() }
func (ip IP) IsLinkLocalMulticast() bool      { return ip.addr().IsLinkLocalMulticast() }
func (ip IP) IsLinkLocalUnicast() bool        { return ip.addr().IsLinkLocalUnicast() }
func (ip IP) IsGlobalUnicast() bool           { return ip.addr().IsGlobalUnicast() }

// To4 gives an IPv4 address in 4 bytes; nil for others.
func (ip IP) To4() IP {
	if len(ip) == IPv4len {
		return ip
	}
	if len(ip) == IPv6len && ip.addr().Is4() {
		return ip[12:]
	}
	return nil
}

// To16 gives an address in 16 bytes; nil for what is none.
func (ip IP) To16() IP {
	switch len(ip) {
	case IPv4len:
		return IPv4(ip[0], ip[1], ip[2], ip[3])
	case IPv6len:
		return ip
	}
	return nil
}

// DefaultMask gives the mask of an IPv4 address's class; nil for others.
func (ip IP) DefaultMask() IPMask {
	v4 := ip.To4()
	switch {
	case v4 == nil:
		return nil
	case v4[0] < 0x80:
		return CIDRMask(8, 32)
	case v4[0] < 0xc0:
		return CIDRMask(16, 32)
	}
	return CIDRMask(24, 32)
}

// Mask gives the address with the mask's zeros cleared; nil if they do not go together.
func (ip IP) Mask(mask IPMask) IP {
	if len(mask) == IPv6len && len(ip) == IPv4len && allOnes(mask[:12]) {
		mask = mask[12:]
	}
	if len(mask) == IPv4len && len(ip) == IPv6len {
		if v4 := ip.To4(); v4 != nil {
			ip = v4
		}
	}
	if len(ip) != len(mask) {
		return nil
	}
	out := make(IP, len(ip))
	for i := range out {
		out[i] = ip[i] & mask[i]
	}
	return out
}

func allOnes(b []byte) bool {
	for _, c := range b {
		if c != 0xff {
			return false
		}
	}
	return true
}

func (ip IP) String() string {
	if len(ip) == 0 {
		return "<nil>"
	}
	if len(ip) != IPv4len && len(ip) != IPv6len {
		return "?" + hexText(ip, 0)
	}
	return ip.addr().String()
}

// hexText gives bytes as digits, with a separator if it is not 0.
func hexText(b []byte, sep byte) string {
	const digits = "0123456789abcdef"
	var out []byte
	for i, c := range b {
		if i > 0 && sep != 0 {
			out = append(out, sep)
		}
		out = append(out, digits[c>>4], digits[c&15])
	}
	return string(out)
}

// Equal tells whether two addresses are the same, in whichever form.
func (ip IP) Equal(x IP) bool {
	if len(ip) != len(x) {
		ip, x = ip.To16(), x.To16()
		return ip != nil && x != nil && bytes.Equal(ip, x)
	}
	return bytes.Equal(ip, x)
}

func (ip IP) AppendText(b []byte) ([]byte, error) {
	if len(ip) == 0 {
		return b, nil
	}
	if len(ip) != IPv4len && len(ip) != IPv6len {
		return b, &AddrError{Err: "invalid IP address", Addr: hexText(ip, 0)}
	}
	return append(b, ip.String()...), nil
}

func (ip IP) MarshalText() ([]byte, error) { return ip.AppendText([]byte{}) }

func (ip *IP) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*ip = nil
		return nil
	}
	parsed := ParseIP(string(text))
	if parsed == nil {
		return &ParseError{Type: "IP address", Text: string(text)}
	}
	*ip = parsed
	return nil
}

// ParseIP reads an address without a zone; nil if the text is none.
func ParseIP(s string) IP {
	a, err := netip.ParseAddr(s)
	if err != nil || a.Zone() != "" {
		return nil
	}
	return ofAddr(a)
}

// ParseCIDR reads an address with the length of its network, "192.0.2.1/24", and
// gives both.
func ParseCIDR(s string) (IP, *IPNet, error) {
	bad := &ParseError{Type: "CIDR address", Text: s}
	head, tail, ok := strings.Cut(s, "/")
	a, err := netip.ParseAddr(head)
	if !ok || err != nil || a.Zone() != "" {
		return nil, nil, bad
	}
	n, err := strconv.ParseUint(tail, 10, 16)
	if err != nil || int(n) > a.BitLen() || tail[0] == '+' {
		return nil, nil, bad
	}
	m := CIDRMask(int(n), a.BitLen())
	return ofAddr(a), &IPNet{IP: IP(a.AsSlice()).Mask(m), Mask: m}, nil
}

// Size gives the number of leading ones and of bits; 0, 0 for other masks.
func (m IPMask) Size() (ones, bits int) {
	for ones < len(m)*8 && m[ones/8]&(0x80>>(ones%8)) != 0 {
		ones++
	}
	for i := ones; i < len(m)*8; i++ {
		if m[i/8]&(0x80>>(i%8)) != 0 {
			return 0, 0
		}
	}
	return ones, len(m) * 8
}

func (m IPMask) String() string {
	if len(m) == 0 {
		return "<nil>"
	}
	return hexText(m, 0)
}

// parts gives the network's address and mask in the same form, nil if there is none.
func (n *IPNet) parts() (ip IP, m IPMask) {
	if ip = n.IP.To4(); ip == nil {
		if ip = n.IP; len(ip) != IPv6len {
			return nil, nil
		}
	}
	m = n.Mask
	if len(m) == IPv6len && len(ip) == IPv4len {
		m = m[12:]
	}
	if len(m) != len(ip) {
		return nil, nil
	}
	return ip, m
}

// Contains tells whether the address is in the network.
func (n *IPNet) Contains(ip IP) bool {
	base, m := n.parts()
	if v4 := ip.To4(); v4 != nil {
		ip = v4
	}
	return len(ip) == len(base) && bytes.Equal(ip.Mask(m), base.Mask(m))
}

func (n *IPNet) Network() string { return "ip+net" }

func (n *IPNet) String() string {
	if n == nil {
		return "<nil>"
	}
	ip, m := n.parts()
	if ip == nil {
		return "<nil>"
	}
	ones, bits := m.Size()
	if bits == 0 {
		return ip.String() + "/" + m.String()
	}
	return ip.String() + "/" + strconv.Itoa(ones)
}

// ---- hosts and ports

// SplitHostPort takes "host:port", "[host]:port" or "[host%zone]:port" apart.
func SplitHostPort(hostport string) (host, port string, err error) {
	fail := func(why string) (string, string, error) {
		return "", "", &AddrError{Err: why, Addr: hostport}
	}
	colon := strings.LastIndexByte(hostport, ':')
	if colon < 0 {
		return fail("missing port in address")
	}
	rest := hostport // where no more brackets may be
	if hostport[0] == '[' {
		end := strings.IndexByte(hostport, ']')
		switch {
		case end < 0:
			return fail("missing ']' in address")
		case end+1 == len(hostport):
			return fail("missing port in address")
		case end+1 != colon:
			if hostport[end+1] == ':' {
				return fail("too many colons in address")
			}
			return fail("missing port in address")
		}
		host = hostport[1:end]
		if strings.IndexByte(host, '[') >= 0 {
			return fail("unexpected '[' in address")
		}
		rest = hostport[end+1:]
	} else {
		host = hostport[:colon]
		if strings.IndexByte(host, ':') >= 0 {
			return fail("too many colons in address")
		}
	}
	if strings.IndexByte(rest, '[') >= 0 {
		return fail("unexpected '[' in address")
	}
	if strings.IndexByte(rest, ']') >= 0 {
		return fail("unexpected ']' in address")
	}
	return host, hostport[colon+1:], nil
}

// JoinHostPort puts "host:port" together, with brackets where host has colons.
func JoinHostPort(host, port string) string {
	if strings.IndexByte(host, ':') >= 0 {
		host = "[" + host + "]"
	}
	return host + ":" + port
}

// ---- hardware addresses

// A HardwareAddr is the address of an interface.
type HardwareAddr []byte

func (a HardwareAddr) String() string { return hexText(a, ':') }

// ParseMAC reads 6, 8 or 20 bytes, as "00:00:5e:00:53:01", with dashes, or as "0000.5e00.5301".
func ParseMAC(s string) (hw HardwareAddr, err error) {
	bad := &AddrError{Err: "invalid MAC address", Addr: s}
	sep, size := "", 1
	switch {
	case len(s) < 14:
		return nil, bad
	case s[2] == ':' || s[2] == '-':
		sep = s[2:3]
	case s[4] == '.':
		sep, size = ".", 2
	default:
		return nil, bad
	}
	for _, group := range strings.Split(s, sep) {
		v, err := strconv.ParseUint(group, 16, 8*size)
		if err != nil || len(group) != 2*size {
			return nil, bad
		}
		if size == 2 {
			hw = append(hw, byte(v>>8))
		}
		hw = append(hw, byte(v))
	}
	if n := len(hw); n != 6 && n != 8 && n != 20 {
		return nil, bad
	}
	return hw, nil
}
