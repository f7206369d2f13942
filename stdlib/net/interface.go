package net

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"
)

// The native side gives a line for each interface and each address.
func interfaces() string
func interfaceIndex(name string) int

// Flags tell what an interface is and can.
type Flags uint

const (
	FlagUp, FlagRunning            Flags = 1, 32
	FlagBroadcast, FlagMulticast   Flags = 2, 16
	FlagLoopback, FlagPointToPoint Flags = 4, 8
)

func (f Flags) String() string {
	var names []string
	for i, name := range []string{"up", "broadcast", "loopback", "pointtopoint", "multicast", "running"} {
		if f>>i&1 != 0 {
			names = append(names, name)
		}
	}
	if names == nil {
		return "0"
	}
	return strings.Join(names, "|")
}

// An Interface is one of the machine's ways to a network.
type Interface struct {
	Name         string // "lo", "eth0"
	Index        int    // from 1
	Flags        Flags
	MTU          int
	HardwareAddr HardwareAddr
}

var errNoInterface = errors.New("no such network interface")

func routeError(err error) error { return &OpError{Op: "route", Net: "ip+net", Err: err} }

// table gives all interfaces, and their addresses by index.
func table() (list []Interface, addrs map[int][]Addr) {
	addrs = map[int][]Addr{}
	for _, line := range strings.Split(interfaces(), "\n") {
		f := strings.SplitN(line, " ", 6)
		if len(f) < 5 {
			continue
		}
		index, _ := strconv.Atoi(f[1])
		if f[0] == "A" {
			a, err := netip.ParseAddr(f[3])
			bits, _ := strconv.Atoi(f[4])
			if err == nil {
				addrs[index] = append(addrs[index], &IPNet{IP: ofAddr(a), Mask: CIDRMask(bits, a.BitLen())})
			}
			continue
		}
		mtu, _ := strconv.Atoi(f[2])
		sys, _ := strconv.Atoi(f[3])
		ifi := Interface{Index: index, MTU: mtu, Name: f[5]}
		ifi.HardwareAddr, _ = ParseMAC(f[4])
		// The system's bits in this package's order.
		for i, bit := range []int{1, 2, 8, 16, 0x1000, 0x40} {
			if sys&bit != 0 {
				ifi.Flags |= 1 << i
			}
		}
		list = append(list, ifi)
	}
	return list, addrs
}

// Interfaces gives all interfaces.
func Interfaces() ([]Interface, error) {
	list, _ := table()
	return list, nil
}

// InterfaceAddrs gives the addresses of all interfaces.
func InterfaceAddrs() ([]Addr, error) {
	list, addrs := table()
	var all []Addr
	for _, ifi := range list {
		all = append(all, addrs[ifi.Index]...)
	}
	return all, nil
}

// InterfaceByIndex finds an interface.
func InterfaceByIndex(index int) (*Interface, error) {
	if index <= 0 {
		return nil, routeError(errors.New("invalid network interface index"))
	}
	return findInterface(func(i *Interface) bool { return i.Index == index })
}

// InterfaceByName finds an interface.
func InterfaceByName(name string) (*Interface, error) {
	if name == "" {
		return nil, routeError(errors.New("invalid network interface name"))
	}
	return findInterface(func(i *Interface) bool { return i.Name == name })
}

func findInterface(is func(*Interface) bool) (*Interface, error) {
	list, _ := table()
	for i := range list {
		if is(&list[i]) {
			return &list[i], nil
		}
	}
	return nil, routeError(errNoInterface)
}

// Addrs gives the interface's addresses.
func (ifi *Interface) Addrs() ([]Addr, error) {
	if ifi == nil {
		return nil, routeError(errors.New("invalid network interface"))
	}
	_, addrs := table()
	return addrs[ifi.Index], nil
}
