package net

import (
	"context"
	"net/netip"
	"strconv"
	"strings"
	"sync"
)

func onceValue[T any](f func() T) func() T { return sync.OnceValue(f) }

// The native side: the C library's resolver, off the scheduler's processors.
func lookupHost(host string, family int) (addrs string, code int, text string)
func lookupAddr(a *rawAddr) (name string, code int)
func lookupCanonical(host string) (name string, code int)
func lookupService(protocol, service string) (port int)

// Codes of lookups.
const (
	found = iota
	notFound
	tryAgain
)

// A Resolver looks up names. The C library does that, so /etc/hosts, nsswitch.conf and
// resolv.conf count.
type Resolver struct {
	PreferGo     bool // has no effect
	StrictErrors bool // has no effect

	// Dial has no effect: the C library connects to servers itself.
	Dial func(ctx context.Context, network, address string) (Conn, error)
}

// DefaultResolver is what the functions of this package use.
var DefaultResolver = &Resolver{}

// An IPAddr is a host's address.
type IPAddr struct {
	IP   IP
	Zone string
}

func (a *IPAddr) String() string {
	if a != nil {
		return hostText(a.IP, a.Zone)
	}
	return "<nil>"
}

func (a *IPAddr) Network() string { return "ip" }

// ResolveIPAddr gives the address of a host, over "ip", "ip4" or "ip6".
func ResolveIPAddr(network, address string) (*IPAddr, error) {
	if network == "" {
		network = "ip"
	}
	name, _, _ := strings.Cut(network, ":")
	switch name {
	case "ip", "ip4", "ip6":
	default:
		return nil, UnknownNetworkError(network)
	}
	list, err := DefaultResolver.hosts(context.Background(), name, address)
	if err != nil {
		return nil, err
	}
	a := prefer4(list)
	return &IPAddr{IP: ofAddr(a.WithZone("")), Zone: a.Zone()}, nil
}

func prefer4(list []netip.Addr) netip.Addr {
	for _, a := range list {
		if a.Is4() {
			return a
		}
	}
	return list[0]
}

func dnsError(name string, code int, text string) error {
	switch code {
	case notFound:
		return &DNSError{Err: "no such host", Name: name, IsNotFound: true}
	case tryAgain:
		return &DNSError{Err: "server misbehaving", Name: name, IsTemporary: true}
	}
	return &DNSError{Err: text, Name: name}
}

// inBackground does a lookup in a goroutine of its own, so that a context can end the wait.
func inBackground[T any](ctx context.Context, name string, do func() (T, error)) (T, error) {
	if ctx.Done() == nil {
		return do()
	}
	type answer struct {
		v   T
		err error
	}
	c := make(chan answer, 1)
	go func() {
		v, err := do()
		c <- answer{v, err}
	}()
	select {
	case a := <-c:
		return a.v, a.err
	case <-ctx.Done():
		err := ofContext(ctx.Err())
		_, late := err.(timeoutError)
		var none T
		return none, &DNSError{UnwrapErr: err, Err: err.Error(), Name: name, IsTimeout: late}
	}
}

// hosts gives the addresses of a host for a network that may end in 4 or 6.
func (r *Resolver) hosts(ctx context.Context, network, host string) ([]netip.Addr, error) {
	if host == "" {
		return nil, dnsError(host, notFound, "")
	}
	family := 0
	switch network[len(network)-1] {
	case '4':
		family = familyV4
	case '6':
		family = familyV6
	}
	if a, err := netip.ParseAddr(host); err == nil {
		a = a.Unmap()
		if family == familyV4 && !a.Is4() || family == familyV6 && a.Is4() {
			return nil, &AddrError{Err: errNoSuitable.Error(), Addr: host}
		}
		return []netip.Addr{a}, nil
	}
	if strings.ContainsRune(host, 0) {
		return nil, dnsError(host, notFound, "")
	}
	return inBackground(ctx, host, func() ([]netip.Addr, error) {
		data, code, text := lookupHost(host, family)
		if code != found {
			return nil, dnsError(host, code, text)
		}
		var list []netip.Addr
		for ; len(data) >= 17; data = data[17:] {
			if data[0] == 4 {
				list = append(list, netip.AddrFrom4([4]byte([]byte(data[1:5]))))
			} else {
				list = append(list, netip.AddrFrom16([16]byte([]byte(data[1:17]))))
			}
		}
		if len(list) == 0 {
			return nil, dnsError(host, notFound, "")
		}
		return list, nil
	})
}

// resolveEnds gives the addresses that "host:port" may mean.
func resolveEnds(ctx context.Context, r *Resolver, network, address string) ([]Addr, error) {
	kind := base(network)
	if kind == "" {
		return nil, UnknownNetworkError(network)
	}
	if r == nil {
		r = DefaultResolver
	}
	if address == "" {
		return nil, errMissingAddress
	}
	host, service, err := SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	port, err := r.LookupPort(ctx, network, service)
	if err != nil {
		return nil, err
	}
	end := func(ip IP, zone string) Addr {
		if kind == "udp" {
			return &UDPAddr{IP: ip, Port: port, Zone: zone}
		}
		return &TCPAddr{IP: ip, Port: port, Zone: zone}
	}
	if host == "" {
		return []Addr{end(nil, "")}, nil
	}
	list, err := r.hosts(ctx, network, host)
	if err != nil {
		return nil, err
	}
	var ends []Addr
	for _, a := range list {
		ends = append(ends, end(ofAddr(a.WithZone("")), a.Zone()))
	}
	return ends, nil
}

// resolveOne gives one of them, IPv4 first.
func resolveOne(ctx context.Context, network, address string) (ip IP, zone string, port int, err error) {
	ends, err := resolveEnds(ctx, nil, network, address)
	if err != nil {
		return nil, "", 0, err
	}
	for _, end := range ends {
		if ip, zone, port, _ = parts(end); ip.To4() != nil {
			return ip, zone, port, nil
		}
	}
	ip, zone, port, _ = parts(ends[0])
	return ip, zone, port, nil
}

// LookupPort gives the number of a service.
func (r *Resolver) LookupPort(ctx context.Context, network, service string) (port int, err error) {
	if service == "" {
		return 0, nil
	}
	if n, err := strconv.Atoi(service); err == nil {
		if n < 0 || n > 65535 {
			return 0, &AddrError{Err: "invalid port", Addr: service}
		}
		return n, nil
	}
	protocol := base(network)
	if protocol == "" && network != "" && network != "ip" {
		return 0, &AddrError{Err: "unknown network", Addr: network}
	}
	port = lookupService(protocol, strings.ToLower(service))
	if port < 0 {
		return 0, &DNSError{Err: "unknown port", Name: network + "/" + service, IsNotFound: true}
	}
	return port, nil
}

// LookupHost gives a host's addresses as text.
func (r *Resolver) LookupHost(ctx context.Context, host string) (addrs []string, err error) {
	list, err := r.hosts(ctx, "ip", host)
	for _, a := range list {
		addrs = append(addrs, a.String())
	}
	return addrs, err
}

// LookupIPAddr gives a host's addresses.
func (r *Resolver) LookupIPAddr(ctx context.Context, host string) ([]IPAddr, error) {
	list, err := r.hosts(ctx, "ip", host)
	var out []IPAddr
	for _, a := range list {
		out = append(out, IPAddr{IP: ofAddr(a.WithZone("")), Zone: a.Zone()})
	}
	return out, err
}

func ipNetwork(network string) error {
	switch network {
	case "ip", "ip4", "ip6":
		return nil
	}
	return UnknownNetworkError(network)
}

// LookupIP gives a host's addresses, over "ip", "ip4" or "ip6".
func (r *Resolver) LookupIP(ctx context.Context, network, host string) ([]IP, error) {
	list, err := r.LookupNetIP(ctx, network, host)
	var out []IP
	for _, a := range list {
		out = append(out, ofAddr(a.WithZone("")))
	}
	return out, err
}

// LookupNetIP gives a host's addresses, over "ip", "ip4" or "ip6".
func (r *Resolver) LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error) {
	if err := ipNetwork(network); err != nil {
		return nil, err
	}
	return r.hosts(ctx, network, host)
}

// LookupAddr gives the names of an address.
func (r *Resolver) LookupAddr(ctx context.Context, addr string) ([]string, error) {
	a, err := netip.ParseAddr(addr)
	if err != nil {
		return nil, &DNSError{Err: "unrecognized address", Name: addr}
	}
	family := familyV6
	if a.Is4() {
		family = familyV4
	}
	to, err := raw(family, ofAddr(a.WithZone("")), 0, a.Zone())
	if err != nil {
		return nil, err
	}
	return inBackground(ctx, addr, func() ([]string, error) {
		name, code := lookupAddr(to)
		if code != found {
			return nil, dnsError(addr, code, "")
		}
		if !strings.Contains(name, ".") || strings.HasSuffix(name, ".") {
			return []string{name}, nil
		}
		return []string{name + "."}, nil
	})
}

// LookupCNAME gives the name that a host's name stands for.
func (r *Resolver) LookupCNAME(ctx context.Context, host string) (string, error) {
	return inBackground(ctx, host, func() (string, error) {
		name, code := lookupCanonical(host)
		if code != found {
			return "", dnsError(host, code, "")
		}
		return strings.TrimSuffix(name, ".") + ".", nil
	})
}

func LookupHost(host string) (addrs []string, err error) {
	return DefaultResolver.LookupHost(context.Background(), host)
}

func LookupIP(host string) ([]IP, error) {
	return DefaultResolver.LookupIP(context.Background(), "ip", host)
}

func LookupPort(network, service string) (port int, err error) {
	return DefaultResolver.LookupPort(context.Background(), network, service)
}

func LookupAddr(addr string) (names []string, err error) {
	return DefaultResolver.LookupAddr(context.Background(), addr)
}

func LookupCNAME(host string) (cname string, err error) {
	return DefaultResolver.LookupCNAME(context.Background(), host)
}
