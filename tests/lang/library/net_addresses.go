// Addresses, networks, hosts and ports as text and as values, in net and in net/netip.
package main

import (
	"fmt"
	"net"
	"net/netip"
)

var addrs = []string{
	"0.0.0.0", "127.0.0.1", "10.20.30.40", "169.254.1.1", "172.16.0.1", "192.168.1.1", "224.0.0.1", "255.255.255.255",
	"8.8.8.8", "::", "::1", "fe80::1", "fe80::1%eth0", "ff01::1", "ff02::2", "fc00::1", "2001:db8::8:800:200c:417a",
	"2001:db8:0:0:1:0:0:1", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8", "1::8", "64:ff9b::192.0.2.33",
	"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1..2.3", "1.2.3.a", "1:2", "::1::", "1:2:3:4:5:6:7:8:9", "12345::",
	":1", "1:", "::%", "1.2.3.4%x", "::1.2.3.4.5", "g::", "1:2:3:4:5:6:7::8",
}

func main() {
	for _, s := range addrs {
		a, err := netip.ParseAddr(s)
		fmt.Printf("%q %v %v | %v %v %v %v %v\n", s, a, err, a.Is4(), a.Is6(), a.Is4In6(), a.Zone(), a.BitLen())
		fmt.Println(" ", a.IsUnspecified(), a.IsLoopback(), a.IsPrivate(), a.IsMulticast(), a.IsLinkLocalUnicast(),
			a.IsLinkLocalMulticast(), a.IsInterfaceLocalMulticast(), a.IsGlobalUnicast())
		if err == nil {
			fmt.Println(" ", a.Next(), a.Prev(), a.StringExpanded(), a.Unmap(), a.As16())
			text, _ := a.MarshalText()
			bin, _ := a.MarshalBinary()
			var b, c netip.Addr
			fmt.Println(" ", b.UnmarshalText(text), c.UnmarshalBinary(bin), a == b, a == c)
		}
		ip := net.ParseIP(s)
		fmt.Println(" ", ip, len(ip), ip.To4(), ip.IsLoopback(), ip.IsGlobalUnicast(), ip.DefaultMask(), ip.IsPrivate())
	}
	for _, s := range []string{"10.1.2.3/8", "10.1.2.3/33", "10.0.0.0", "::1/64", "2001:db8:1:2::3/48", "1.2.3.4/x", "1.2.3.4/08", "fe80::1%a/10"} {
		p, err := netip.ParsePrefix(s)
		fmt.Println(p, err, p.IsValid(), p.Masked(), p.Bits(), p.IsSingleIP(), p.Contains(netip.MustParseAddr("10.9.9.9")))
		ip, n, err := net.ParseCIDR(s)
		fmt.Println(ip, n, err)
		if n != nil {
			ones, bits := n.Mask.Size()
			fmt.Println(ones, bits, n.Contains(ip), n.Contains(net.IPv4(10, 200, 0, 1)), n.Mask)
		}
	}
	p, q := netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("10.5.0.0/16")
	fmt.Println(p.Overlaps(q), q.Overlaps(p), p.Compare(q), p.Addr().Less(q.Addr()))
	_, err := p.Addr().Prefix(40)
	fmt.Println(err)
	for _, s := range []string{"1.2.3.4:80", "[::1]:443", "::1:80", "[1.2.3.4]:1", "1.2.3.4", "1.2.3.4:99999", ":80", "[::1%lo]:7", "[::1:80"} {
		ap, err := netip.ParseAddrPort(s)
		fmt.Println(ap, err, ap.IsValid(), ap.Port())
	}
	for _, s := range []string{"host:80", "[::1]:80", "[fe80::1%en0]:80", "host", "::1", "[::1]", "[::1]80", "a:b:c", "[::1", "x]:80", "", ":", "[a]:b]", "[]:1", "[a[b]:1", "[x]y:1"} {
		host, port, err := net.SplitHostPort(s)
		fmt.Printf("%q %q %v\n", host, port, err)
	}
	fmt.Println(net.JoinHostPort("::1", "80"), net.JoinHostPort("host", "http"))
	for _, s := range []string{"00:00:5e:00:53:01", "00-00-5E-00-53-01", "0000.5e00.5301", "02:00:5e:10:00:00:00:01", "xx:00:5e:00:53:01", "00:00", "00:00:5e:00:53"} {
		hw, err := net.ParseMAC(s)
		fmt.Println(hw, err)
	}
	fmt.Println(net.CIDRMask(20, 32), net.CIDRMask(65, 128), net.CIDRMask(33, 32), net.IPv4Mask(255, 0, 255, 0))
	fmt.Println(net.IPv4(1, 2, 3, 4).Equal(net.IP{1, 2, 3, 4}), net.IP{1, 2}, net.IP(nil), net.IPv4(1, 2, 3, 4).Mask(net.CIDRMask(16, 32)))
	fmt.Println(net.IPv6loopback, net.IPv4bcast, net.IPv6linklocalallrouters, net.FlagUp|net.FlagLoopback, net.Flags(0))
	fmt.Println(&net.IPNet{IP: net.IPv4(1, 2, 3, 0), Mask: net.IPMask{255, 0, 255, 0}}, (*net.IPNet)(nil))
	fmt.Println(&net.OpError{Op: "read", Net: "tcp", Err: net.ErrClosed}, &net.AddrError{Err: "bad", Addr: "x"}, net.UnknownNetworkError("foo"))
	fmt.Println(&net.DNSError{Err: "no such host", Name: "x", Server: "s"}, &net.ParseError{Type: "IP address", Text: "q"})
}
