package net

import (
	"context"
	"os"
	"sync"
	"syscall"
)

// A UnixAddr is the path of a Unix socket; "@" first means an abstract name.
type UnixAddr struct {
	Name string
	Net  string // "unix", "unixgram" or "unixpacket"
}

func (a *UnixAddr) Network() string { return a.Net }

func (a *UnixAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return a.Name
}

func unixKind(network string) int {
	switch network {
	case "unix":
		return kindStream
	case "unixgram":
		return kindDatagram
	case "unixpacket":
		return kindSeqpacket
	}
	return 0
}

// ResolveUnixAddr makes a UnixAddr.
func ResolveUnixAddr(network, address string) (*UnixAddr, error) {
	if unixKind(network) == 0 {
		return nil, UnknownNetworkError(network)
	}
	return &UnixAddr{Name: address, Net: network}, nil
}

// A UnixConn is a connection over Unix sockets.
type UnixConn struct{ conn }

func (c *UnixConn) CloseRead() error  { return c.shut(0) }
func (c *UnixConn) CloseWrite() error { return c.shut(1) }

func (a *rawAddr) unix(network string) *UnixAddr {
	if a.family != familyUnix || a.path == "" {
		return nil
	}
	return &UnixAddr{Name: a.path, Net: network}
}

// ReadFromUnix receives and tells where from, if the sender has a name.
func (c *UnixConn) ReadFromUnix(b []byte) (int, *UnixAddr, error) {
	n, _, _, from, err := c.packet(b, nil)
	if err != nil {
		return n, nil, err
	}
	return n, from.unix(c.fd.net), nil
}

// ReadFrom receives and tells where from.
func (c *UnixConn) ReadFrom(b []byte) (int, Addr, error) {
	n, addr, err := c.ReadFromUnix(b)
	return n, addrOf(addr), err
}

// ReadMsgUnix receives with control messages.
func (c *UnixConn) ReadMsgUnix(b, oob []byte) (n, oobn, flags int, addr *UnixAddr, err error) {
	n, oobn, flags, from, err := c.packet(b, oob)
	if err != nil {
		return n, 0, 0, nil, err
	}
	return n, oobn, flags, from.unix(c.fd.net), nil
}

func (c *UnixConn) to(b, oob []byte, addr *UnixAddr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	if c.fd.remote != nil {
		return 0, c.sendError(addrOf(addr), ErrWriteToConnected)
	}
	if addr == nil {
		return 0, c.sendError(nil, errMissingAddress)
	}
	if addr.Net != c.fd.net {
		return 0, c.sendError(addr, syscall.EAFNOSUPPORT)
	}
	return c.put(b, oob, &rawAddr{family: familyUnix, path: addr.Name}, addr)
}

// WriteToUnix sends to an address.
func (c *UnixConn) WriteToUnix(b []byte, addr *UnixAddr) (int, error) { return c.to(b, nil, addr) }

// WriteTo sends to an address.
func (c *UnixConn) WriteTo(b []byte, addr Addr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	a, ok := addr.(*UnixAddr)
	if !ok {
		return 0, c.sendError(addr, syscall.EINVAL)
	}
	return c.to(b, nil, a)
}

// WriteMsgUnix sends with control messages.
func (c *UnixConn) WriteMsgUnix(b, oob []byte, addr *UnixAddr) (n, oobn int, err error) {
	if !c.ok() {
		return 0, 0, syscall.EINVAL
	}
	if addr == nil {
		n, err = c.put(b, oob, nil, c.fd.remote)
	} else {
		n, err = c.to(b, oob, addr)
	}
	if err == nil {
		oobn = len(oob)
	}
	return n, oobn, err
}

// A UnixListener accepts connections over a Unix socket.
type UnixListener struct {
	listener
	path   string
	unlink bool
	once   sync.Once
}

// AcceptUnix waits for a connection.
func (l *UnixListener) AcceptUnix() (*UnixConn, error) {
	if l == nil {
		return nil, syscall.EINVAL
	}
	f, err := l.accept()
	if err != nil {
		return nil, err
	}
	return &UnixConn{conn{f}}, nil
}

// Accept waits for a connection.
func (l *UnixListener) Accept() (Conn, error) {
	c, err := l.AcceptUnix()
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Close closes the listener, and removes its path if it made that.
func (l *UnixListener) Close() error {
	if l == nil || !l.ok() {
		return syscall.EINVAL
	}
	l.once.Do(func() {
		if l.unlink && l.path != "" && l.path[0] != '@' {
			os.Remove(l.path)
		}
	})
	return l.listener.Close()
}

// SetUnlinkOnClose says whether Close removes the path.
func (l *UnixListener) SetUnlinkOnClose(unlink bool) { l.unlink = unlink }

// DialUnix connects; laddr may be nil.
func DialUnix(network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	if unixKind(network) == 0 {
		return nil, &OpError{Op: "dial", Net: network, Source: addrOf(laddr), Addr: addrOf(raddr), Err: UnknownNetworkError(network)}
	}
	c, err := (&Dialer{LocalAddr: addrOf(laddr)}).to(context.Background(), network, raddr)
	if err != nil {
		return nil, err
	}
	return c.(*UnixConn), nil
}

// ListenUnix listens on a stream or packet socket.
func ListenUnix(network string, laddr *UnixAddr) (*UnixListener, error) {
	if k := unixKind(network); k == 0 || k == kindDatagram {
		return nil, &OpError{Op: "listen", Net: network, Addr: addrOf(laddr), Err: UnknownNetworkError(network)}
	}
	if laddr == nil {
		return nil, &OpError{Op: "listen", Net: network, Err: errMissingAddress}
	}
	l, err := (&ListenConfig{}).on(context.Background(), network, laddr)
	if err != nil {
		return nil, err
	}
	return l.(*UnixListener), nil
}

// ListenUnixgram receives datagrams.
func ListenUnixgram(network string, laddr *UnixAddr) (*UnixConn, error) {
	if unixKind(network) != kindDatagram {
		return nil, &OpError{Op: "listen", Net: network, Addr: addrOf(laddr), Err: UnknownNetworkError(network)}
	}
	if laddr == nil {
		return nil, &OpError{Op: "listen", Net: network, Err: errMissingAddress}
	}
	c, err := (&ListenConfig{}).packets(context.Background(), network, laddr)
	if err != nil {
		return nil, err
	}
	return c.(*UnixConn), nil
}
