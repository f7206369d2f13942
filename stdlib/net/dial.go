package net

import (
	"context"
	"net/netip"
	"syscall"
	"time"
)

// base gives a network's name without the version of IP: "tcp", "udp"; "" for none of these.
func base(network string) string {
	switch network {
	case "tcp", "tcp4", "tcp6":
		return "tcp"
	case "udp", "udp4", "udp6":
		return "udp"
	}
	return ""
}

// A Dialer has options for connecting.
type Dialer struct {
	Resolver  *Resolver // nil: the default
	LocalAddr Addr      // this end's address; nil: any

	Deadline time.Time       // when to give up; zero: when the system does
	Timeout  time.Duration   // the same as a duration for the whole; 0: none
	Cancel   <-chan struct{} // ends the attempt when closed; a context is better

	// ControlContext, or else Control, is called with the socket before it connects.
	ControlContext func(ctx context.Context, network, address string, c syscall.RawConn) error
	Control        func(network, address string, c syscall.RawConn) error

	KeepAliveConfig KeepAliveConfig // TCP's probes, where enabled
	KeepAlive       time.Duration   // else these: 0 for every 15 s, negative for none

	// Both have no effect: addresses of both families are tried, one after the other.
	FallbackDelay time.Duration
	DualStack     bool
}

// MultipathTCP tells whether several paths will be tried: never.
func (d *Dialer) MultipathTCP() bool       { return false }
func (d *Dialer) SetMultipathTCP(use bool) {}

// Dial connects to "host:port" over "tcp", "udp" and their kin, or to a path over
// "unix", "unixgram" or "unixpacket".
func Dial(network, address string) (Conn, error) { return new(Dialer).Dial(network, address) }

// DialTimeout is Dial with a limit of time, name lookups included.
func DialTimeout(network, address string, timeout time.Duration) (Conn, error) {
	return (&Dialer{Timeout: timeout}).Dial(network, address)
}

func (d *Dialer) Dial(network, address string) (Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// DialContext is Dial; the context counts until the connection is made.
func (d *Dialer) DialContext(ctx context.Context, network, address string) (Conn, error) {
	if ctx == nil {
		panic("nil context")
	}
	ctx, cancel := d.limit(ctx)
	defer cancel()
	fail := func(err error) (Conn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Err: err}
	}
	if unixKind(network) != 0 {
		if d.LocalAddr != nil {
			if _, ok := d.LocalAddr.(*UnixAddr); !ok {
				return fail(&AddrError{Err: "mismatched local address type", Addr: d.LocalAddr.String()})
			}
		}
		return d.to(ctx, network, &UnixAddr{Name: address, Net: network})
	}
	ends, err := resolveEnds(ctx, d.Resolver, network, address)
	if err != nil {
		return fail(err)
	}
	ends = d.matching(ends)
	if len(ends) == 0 {
		return fail(&AddrError{Err: errNoSuitable.Error(), Addr: address})
	}
	// Each address gets its share of the time that is left.
	var first error
	for i, end := range ends {
		one, stop := ctx, context.CancelFunc(func() {})
		if limit, ok := ctx.Deadline(); ok && i < len(ends)-1 {
			left := time.Until(limit)
			share := max(left/time.Duration(len(ends)-i), min(2*time.Second, left))
			one, stop = context.WithTimeout(ctx, share)
		}
		c, err := d.to(one, network, end)
		stop()
		if err == nil {
			return c, nil
		}
		if first == nil {
			first = err
		}
		if ctx.Err() != nil {
			break
		}
	}
	return nil, first
}

// limit puts the dialer's own limits into the context.
func (d *Dialer) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	at := d.Deadline
	if d.Timeout != 0 {
		if t := time.Now().Add(d.Timeout); at.IsZero() || t.Before(at) {
			at = t
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	if !at.IsZero() {
		ctx, _ = context.WithDeadline(ctx, at)
	}
	if d.Cancel != nil {
		go func() {
			select {
			case <-d.Cancel:
				cancel()
			case <-ctx.Done():
			}
		}()
	}
	return ctx, cancel
}

// matching leaves out addresses of another family than the local address.
func (d *Dialer) matching(ends []Addr) (out []Addr) {
	local, _, _, ok := parts(d.LocalAddr)
	for _, end := range ends {
		ip, _, _, _ := parts(end)
		if !ok || len(local) == 0 || local.IsUnspecified() || (local.To4() != nil) == (ip.To4() != nil) {
			out = append(out, end)
		}
	}
	return out
}

// parts takes an address of TCP or UDP apart.
func parts(a Addr) (ip IP, zone string, port int, ok bool) {
	switch a := a.(type) {
	case *TCPAddr:
		return a.IP, a.Zone, a.Port, true
	case *UDPAddr:
		return a.IP, a.Zone, a.Port, true
	}
	return nil, "", 0, false
}

// familyFor gives the family of a socket that is to have these ends.
func familyFor(network string, listening bool, ends ...Addr) (family int, only bool) {
	switch network[len(network)-1] {
	case '4':
		return familyV4, false
	case '6':
		return familyV6, true
	}
	for _, end := range ends {
		ip, _, _, ok := parts(end)
		if !ok || len(ip) == 0 {
			continue
		}
		if listening && ip.IsUnspecified() && ip.To4() == nil {
			continue
		}
		if ip.To4() != nil {
			return familyV4, false
		}
		return familyV6, true
	}
	if hasV6() {
		return familyV6, false
	}
	return familyV4, false
}

// hasV6 tells whether the system has IPv6 sockets.
var hasV6 = onceValue(func() bool {
	fd, errno := newSocket(familyV6, kindStream, 0)
	if errno != 0 {
		return false
	}
	defer closeFd(fd)
	a := &rawAddr{family: familyV6}
	a.ip[15] = 1
	return bind(fd, a) == 0
})

// make makes a socket for the ends, and lets the caller's function look at it.
func makeSocket(ctx context.Context, network string, listening bool, local, remote Addr,
	control func(context.Context, string, string, syscall.RawConn) error) (fd *netFD, sys int, err error) {
	family, kind, only := familyUnix, unixKind(network), false
	if kind == 0 {
		kind = kindStream
		if base(network) == "udp" {
			kind = kindDatagram
		}
		family, only = familyFor(network, listening, remote, local)
	}
	sys, errno := newSocket(family, kind, 0)
	if errno != 0 {
		return nil, 0, fail("socket", errno)
	}
	if family == familyV6 {
		setOption(sys, levelV6, optV6Only, number(only))
	}
	if kind == kindDatagram && family != familyUnix {
		setOption(sys, levelSocket, optBroadcast, 1)
	}
	if control != nil {
		shown, name := remote, network
		if shown == nil {
			shown = local
		}
		if family != familyUnix {
			name = base(network) + "4"
			if family == familyV6 {
				name = base(network) + "6"
			}
		}
		f := &netFD{net: network, family: family}
		if err := control(ctx, name, shown.String(), plainFD{f, sys}); err != nil {
			closeFd(sys)
			return nil, 0, err
		}
	}
	fd = &netFD{net: network, family: family}
	return fd, sys, nil
}

// plainFD lends a descriptor that is not in the poller yet.
type plainFD struct {
	fd  *netFD
	sys int
}

func (p plainFD) Control(f func(fd uintptr)) error    { f(uintptr(p.sys)); return nil }
func (p plainFD) Read(f func(fd uintptr) bool) error  { return syscall.EINVAL }
func (p plainFD) Write(f func(fd uintptr) bool) error { return syscall.EINVAL }

// rawOf gives an address in the system's form; nil for none.
func rawOf(family int, a Addr) (*rawAddr, error) {
	if u, ok := a.(*UnixAddr); ok {
		if u == nil {
			return nil, nil
		}
		return &rawAddr{family: familyUnix, path: u.Name}, nil
	}
	ip, zone, port, ok := parts(a)
	if !ok {
		return nil, nil
	}
	return raw(family, ip, port, zone)
}

// to connects to one address.
func (d *Dialer) to(ctx context.Context, network string, remote Addr) (Conn, error) {
	wrap := func(err error) (Conn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Addr: remote, Err: err}
	}
	if local := d.LocalAddr; local != nil && local.Network() != remote.Network() {
		return wrap(&AddrError{Err: "mismatched local address type", Addr: local.String()})
	}
	if err := ctx.Err(); err != nil {
		return wrap(ofContext(err))
	}
	control := d.ControlContext
	if control == nil && d.Control != nil {
		control = func(_ context.Context, network, address string, c syscall.RawConn) error {
			return d.Control(network, address, c)
		}
	}
	shape, sys, err := makeSocket(ctx, network, false, d.LocalAddr, remote, control)
	if err != nil {
		return wrap(err)
	}
	local, err := rawOf(shape.family, d.LocalAddr)
	if err == nil && local != nil {
		err = numbered("bind", bind(sys, local))
	}
	var end *rawAddr
	if err == nil {
		end, err = rawOf(shape.family, remote)
	}
	if err != nil {
		closeFd(sys)
		return wrap(err)
	}
	errno := connect(sys, end)
	waiting := errno == int(syscall.EINPROGRESS) || errno == int(syscall.EALREADY)
	if errno != 0 && !waiting {
		closeFd(sys)
		return wrap(fail("connect", errno))
	}
	f, err := adopt(sys, network, shape.family)
	if err != nil {
		return wrap(err)
	}
	if waiting {
		if err := f.finish(ctx); err != nil {
			f.close()
			return wrap(err)
		}
	}
	f.names(sys)
	if f.remote == nil {
		f.remote = remote
	}
	switch base(network) {
	case "tcp":
		return newTCPConn(f, d.keepAlive()), nil
	case "udp":
		return &UDPConn{conn{f}}, nil
	}
	return &UnixConn{conn{f}}, nil
}

func (d *Dialer) keepAlive() KeepAliveConfig { return keepFor(d.KeepAliveConfig, d.KeepAlive) }

func keepFor(c KeepAliveConfig, period time.Duration) KeepAliveConfig {
	if c.Enable || period < 0 {
		return c
	}
	return KeepAliveConfig{Enable: true, Idle: period, Interval: period}
}

// finish waits until the connection is made, or the context ends.
func (f *netFD) finish(ctx context.Context) error {
	if done := ctx.Done(); done != nil {
		over := make(chan struct{})
		gone := make(chan struct{})
		go func() {
			defer close(gone)
			select {
			case <-done:
				f.deadline(time.Unix(1, 0), 'w')
			case <-over:
			}
		}()
		defer func() {
			close(over)
			<-gone
			f.deadline(time.Time{}, 'w')
		}()
	}
	_, errno := connected(f.s)
	if err := ctx.Err(); errno != 0 && err != nil {
		return ofContext(err)
	}
	return numbered("connect", errno)
}

// DialTCP connects; the zero laddr is any.
func (d *Dialer) DialTCP(ctx context.Context, network string, laddr, raddr netip.AddrPort) (*TCPConn, error) {
	e := *d
	if laddr.IsValid() {
		e.LocalAddr = TCPAddrFromAddrPort(laddr)
	}
	ctx, cancel := e.limit(ctx)
	defer cancel()
	c, err := e.to(ctx, network, TCPAddrFromAddrPort(raddr))
	if err != nil {
		return nil, err
	}
	return c.(*TCPConn), nil
}

// DialUDP gives a UDPConn with another end; the zero laddr is any.
func (d *Dialer) DialUDP(ctx context.Context, network string, laddr, raddr netip.AddrPort) (*UDPConn, error) {
	e := *d
	if laddr.IsValid() {
		e.LocalAddr = UDPAddrFromAddrPort(laddr)
	}
	c, err := e.to(ctx, network, UDPAddrFromAddrPort(raddr))
	if err != nil {
		return nil, err
	}
	return c.(*UDPConn), nil
}

// DialUnix connects; laddr may be nil.
func (d *Dialer) DialUnix(ctx context.Context, network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	e := *d
	e.LocalAddr = addrOf(laddr)
	ctx, cancel := e.limit(ctx)
	defer cancel()
	c, err := e.to(ctx, network, raddr)
	if err != nil {
		return nil, err
	}
	return c.(*UnixConn), nil
}

// ---- listening

// A ListenConfig has options for listening.
type ListenConfig struct {
	// Control is called with the socket before it is bound.
	Control         func(network, address string, c syscall.RawConn) error
	KeepAlive       time.Duration // TCP's probes: 0 for every 15 s, negative for none
	KeepAliveConfig KeepAliveConfig

	reuse bool // share the address with others
}

// MultipathTCP tells whether several paths will be offered: never.
func (lc *ListenConfig) MultipathTCP() bool       { return false }
func (lc *ListenConfig) SetMultipathTCP(use bool) {}

// Listen listens on "host:port" over "tcp" and its kin, or on a path over "unix" or
// "unixpacket". Without a host that is all of the machine's addresses, with port 0 any port.
func Listen(network, address string) (Listener, error) {
	return new(ListenConfig).Listen(context.Background(), network, address)
}

// ListenPacket receives packets on an address over "udp" and its kin, or "unixgram".
func ListenPacket(network, address string) (PacketConn, error) {
	return new(ListenConfig).ListenPacket(context.Background(), network, address)
}

// localEnd gives the one address to listen on.
func localEnd(ctx context.Context, network, address string) (Addr, error) {
	if unixKind(network) != 0 {
		return &UnixAddr{Name: address, Net: network}, nil
	}
	ends, err := resolveEnds(ctx, nil, network, address)
	if err != nil {
		return nil, err
	}
	for _, end := range ends {
		if ip, _, _, _ := parts(end); len(ip) == 0 || ip.To4() != nil {
			return end, nil
		}
	}
	return ends[0], nil
}

func (lc *ListenConfig) Listen(ctx context.Context, network, address string) (Listener, error) {
	end, err := localEnd(ctx, network, address)
	if err == nil && base(network) != "tcp" && (unixKind(network) == 0 || unixKind(network) == kindDatagram) {
		err = &AddrError{Err: "unexpected address type", Addr: address}
		return nil, &OpError{Op: "listen", Net: network, Addr: end, Err: err}
	}
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	return lc.on(ctx, network, end)
}

func (lc *ListenConfig) ListenPacket(ctx context.Context, network, address string) (PacketConn, error) {
	end, err := localEnd(ctx, network, address)
	if err == nil && base(network) != "udp" && unixKind(network) != kindDatagram {
		err = &AddrError{Err: "unexpected address type", Addr: address}
		return nil, &OpError{Op: "listen", Net: network, Addr: end, Err: err}
	}
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	return lc.packets(ctx, network, end)
}

// bound makes a socket with this address; backlog 0 is one that does not listen.
func (lc *ListenConfig) bound(ctx context.Context, network string, end Addr, backlog int) (*netFD, error) {
	var control func(context.Context, string, string, syscall.RawConn) error
	if lc.Control != nil {
		control = func(_ context.Context, network, address string, c syscall.RawConn) error {
			return lc.Control(network, address, c)
		}
	}
	shape, sys, err := makeSocket(ctx, network, true, end, nil, control)
	if err != nil {
		return nil, err
	}
	a, err := rawOf(shape.family, end)
	if err == nil {
		if backlog > 0 && shape.family != familyUnix || lc.reuse {
			setOption(sys, levelSocket, optReuseAddr, 1)
		}
		err = numbered("bind", bind(sys, a))
	}
	if err == nil && backlog > 0 {
		err = numbered("listen", listen(sys, backlog))
	}
	if err != nil {
		closeFd(sys)
		return nil, err
	}
	f, err := adopt(sys, network, shape.family)
	if err == nil {
		f.names(sys)
	}
	return f, err
}

// The system cuts this down to its own limit.
const longestQueue = 1 << 15

func (lc *ListenConfig) on(ctx context.Context, network string, end Addr) (Listener, error) {
	f, err := lc.bound(ctx, network, end, longestQueue)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: end, Err: err}
	}
	l := listener{fd: f, keep: keepFor(lc.KeepAliveConfig, lc.KeepAlive)}
	if u, ok := end.(*UnixAddr); ok {
		return &UnixListener{listener: l, path: u.Name, unlink: true}, nil
	}
	return &TCPListener{l}, nil
}

func (lc *ListenConfig) packets(ctx context.Context, network string, end Addr) (PacketConn, error) {
	f, err := lc.bound(ctx, network, end, 0)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: end, Err: err}
	}
	if unixKind(network) != 0 {
		return &UnixConn{conn{f}}, nil
	}
	return &UDPConn{conn{f}}, nil
}
