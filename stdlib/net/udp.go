package net

import (
	"context"
	"net/netip"
	"syscall"
)

// A UDPAddr is an end of UDP packets.
type UDPAddr struct {
	IP   IP
	Port int
	Zone string
}

func (a *UDPAddr) Network() string { return "udp" }

func (a *UDPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return endText(a.IP, a.Zone, a.Port)
}

// AddrPort gives the address as netip has it.
func (a *UDPAddr) AddrPort() netip.AddrPort {
	if a == nil {
		return netip.AddrPort{}
	}
	return portOf(a.IP, a.Zone, a.Port)
}

// UDPAddrFromAddrPort is AddrPort's other way.
func UDPAddrFromAddrPort(addr netip.AddrPort) *UDPAddr {
	return &UDPAddr{IP: addr.Addr().AsSlice(), Zone: addr.Addr().Zone(), Port: int(addr.Port())}
}

// ResolveUDPAddr gives the address of "host:port", looking up names.
func ResolveUDPAddr(network, address string) (*UDPAddr, error) {
	if network == "" {
		network = "udp"
	}
	if base(network) != "udp" {
		return nil, UnknownNetworkError(network)
	}
	ip, zone, port, err := resolveOne(context.Background(), network, address)
	if err != nil {
		return nil, err
	}
	return &UDPAddr{IP: ip, Port: port, Zone: zone}, nil
}

// A UDPConn sends and receives UDP packets.
type UDPConn struct{ conn }

// packet receives one packet.
func (c *conn) packet(b, oob []byte) (n, oobn, flags int, from rawAddr, err error) {
	if !c.ok() {
		return 0, 0, 0, from, syscall.EINVAL
	}
	var got [2]int
	n, errno := receive(c.fd.s, b, oob, &from, &got)
	if errno != 0 {
		call := "recvfrom"
		if oob != nil {
			call = "recvmsg"
		}
		return 0, 0, 0, from, c.fd.wrap("read", fail(call, errno))
	}
	return n, got[0], got[1], from, nil
}

// put sends one packet; to is nil on connected sockets.
func (c *conn) put(b, oob []byte, to *rawAddr, shown Addr) (int, error) {
	n, errno := send(c.fd.s, b, oob, to)
	if errno == 0 {
		return n, nil
	}
	call := "sendto"
	if oob != nil {
		call = "sendmsg"
	}
	return 0, c.sendError(shown, fail(call, errno))
}

func (c *conn) sendError(to Addr, err error) error {
	return &OpError{Op: "write", Net: c.fd.net, Source: c.fd.local, Addr: to, Err: err}
}

// ReadFromUDPAddrPort receives a packet and tells where from.
func (c *UDPConn) ReadFromUDPAddrPort(b []byte) (n int, addr netip.AddrPort, err error) {
	n, _, _, from, err := c.packet(b, nil)
	return n, from.addrPort(), err
}

// ReadFromUDP receives a packet and tells where from.
func (c *UDPConn) ReadFromUDP(b []byte) (n int, addr *UDPAddr, err error) {
	n, _, _, from, err := c.packet(b, nil)
	return n, from.udp(), err
}

func (a *rawAddr) udp() *UDPAddr {
	ip, zone := a.host()
	if ip == nil {
		return nil
	}
	return &UDPAddr{IP: ip, Port: a.port, Zone: zone}
}

// ReadFrom receives a packet and tells where from.
func (c *UDPConn) ReadFrom(b []byte) (int, Addr, error) {
	n, addr, err := c.ReadFromUDP(b)
	return n, addrOf(addr), err
}

// ReadMsgUDP receives a packet with its control messages.
func (c *UDPConn) ReadMsgUDP(b, oob []byte) (n, oobn, flags int, addr *UDPAddr, err error) {
	n, oobn, flags, from, err := c.packet(b, oob)
	return n, oobn, flags, from.udp(), err
}

// ReadMsgUDPAddrPort receives a packet with its control messages.
func (c *UDPConn) ReadMsgUDPAddrPort(b, oob []byte) (n, oobn, flags int, addr netip.AddrPort, err error) {
	n, oobn, flags, from, err := c.packet(b, oob)
	return n, oobn, flags, from.addrPort(), err
}

// to sends to an address over a socket that has no other end.
func (c *UDPConn) to(b, oob []byte, addr *UDPAddr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	if c.fd.remote != nil {
		return 0, c.sendError(addrOf(addr), ErrWriteToConnected)
	}
	if addr == nil {
		return 0, c.sendError(nil, errMissingAddress)
	}
	to, err := raw(c.fd.family, addr.IP, addr.Port, addr.Zone)
	if err != nil {
		return 0, c.sendError(addr, err)
	}
	return c.put(b, oob, to, addr)
}

// WriteToUDP sends a packet.
func (c *UDPConn) WriteToUDP(b []byte, addr *UDPAddr) (int, error) { return c.to(b, nil, addr) }

// WriteToUDPAddrPort sends a packet.
func (c *UDPConn) WriteToUDPAddrPort(b []byte, addr netip.AddrPort) (int, error) {
	return c.to(b, nil, UDPAddrFromAddrPort(addr))
}

// WriteTo sends a packet.
func (c *UDPConn) WriteTo(b []byte, addr Addr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	a, ok := addr.(*UDPAddr)
	if !ok {
		return 0, c.sendError(addr, syscall.EINVAL)
	}
	return c.to(b, nil, a)
}

// WriteMsgUDP sends a packet with control messages.
func (c *UDPConn) WriteMsgUDP(b, oob []byte, addr *UDPAddr) (n, oobn int, err error) {
	if !c.ok() {
		return 0, 0, syscall.EINVAL
	}
	if c.fd.remote != nil && addr == nil {
		n, err = c.put(b, oob, nil, c.fd.remote)
	} else {
		n, err = c.to(b, oob, addr)
	}
	if err == nil {
		oobn = len(oob)
	}
	return n, oobn, err
}

// WriteMsgUDPAddrPort sends a packet with control messages.
func (c *UDPConn) WriteMsgUDPAddrPort(b, oob []byte, addr netip.AddrPort) (n, oobn int, err error) {
	if !addr.IsValid() {
		return c.WriteMsgUDP(b, oob, nil)
	}
	return c.WriteMsgUDP(b, oob, UDPAddrFromAddrPort(addr))
}

// DialUDP gives a UDPConn whose packets go to and come from raddr only.
func DialUDP(network string, laddr, raddr *UDPAddr) (*UDPConn, error) {
	if base(network) != "udp" {
		return nil, &OpError{Op: "dial", Net: network, Source: addrOf(laddr), Addr: addrOf(raddr), Err: UnknownNetworkError(network)}
	}
	if raddr == nil {
		return nil, &OpError{Op: "dial", Net: network, Source: addrOf(laddr), Err: errMissingAddress}
	}
	c, err := (&Dialer{LocalAddr: addrOf(laddr)}).to(context.Background(), network, raddr)
	if err != nil {
		return nil, err
	}
	return c.(*UDPConn), nil
}

// ListenUDP gives a UDPConn for packets from anywhere.
func ListenUDP(network string, laddr *UDPAddr) (*UDPConn, error) {
	if base(network) != "udp" {
		return nil, &OpError{Op: "listen", Net: network, Addr: addrOf(laddr), Err: UnknownNetworkError(network)}
	}
	if laddr == nil {
		laddr = &UDPAddr{}
	}
	c, err := (&ListenConfig{}).packets(context.Background(), network, laddr)
	if err != nil {
		return nil, err
	}
	return c.(*UDPConn), nil
}

// ListenMulticastUDP receives the packets of a group, from one interface or any.
func ListenMulticastUDP(network string, ifi *Interface, gaddr *UDPAddr) (*UDPConn, error) {
	if gaddr == nil || gaddr.IP == nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: addrOf(gaddr), Err: errMissingAddress}
	}
	lc := &ListenConfig{reuse: true}
	c, err := lc.packets(context.Background(), network, gaddr)
	if err != nil {
		return nil, err
	}
	index := 0
	if ifi != nil {
		index = ifi.Index
	}
	u := c.(*UDPConn)
	group, err := raw(u.fd.family, gaddr.IP, 0, "")
	if err == nil {
		err = u.fd.with(func(fd int) error { return numbered("setsockopt", joinGroup(fd, group, index)) })
	}
	if err != nil {
		u.Close()
		return nil, &OpError{Op: "listen", Net: network, Addr: gaddr, Err: err}
	}
	return u, nil
}
