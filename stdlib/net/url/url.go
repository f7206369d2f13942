// Package url parses URLs, puts them together, and escapes the text in them.
//
// A URL is [scheme:][//[user[:password]@]host[:port]][/path][?query][#fragment], or scheme:opaque[?query][#fragment].
// Which bytes each part may hold as they are is in escape.go; how one URL is taken relative to another, in resolve.go.
package url

import (
	"errors"
	"fmt"
	"internal/godebug"
	"net/netip"
	"strings"
)

// Error tells which operation failed on which URL.
type Error struct {
	Op  string
	URL string
	Err error
}

func (e *Error) Error() string { return fmt.Sprintf("%s %q: %s", e.Op, e.URL, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Timeout reports whether the cause is that time was up.
func (e *Error) Timeout() bool {
	cause, ok := e.Err.(interface{ Timeout() bool })
	return ok && cause.Timeout()
}

// Temporary reports whether the cause says that it may go away.
func (e *Error) Temporary() bool {
	cause, ok := e.Err.(interface{ Temporary() bool })
	return ok && cause.Temporary()
}

// URL is a URL in parts. Path and Fragment hold what is meant; where that can be written in several ways, RawPath and
// RawFragment may say in which (see EscapedPath and EscapedFragment).
type URL struct {
	Scheme, Opaque    string // Opaque is what follows the scheme where that is not a slash, as it is written
	User              *Userinfo
	Host              string // with the port, if there is one
	Path, Fragment    string
	RawQuery, RawPath string // RawQuery is as it is written
	RawFragment       string
	ForceQuery        bool // there is a question mark although there is no query
	OmitHost          bool // there is no // although there is a scheme
}

// Userinfo is a name and perhaps a password. It does not change.
type Userinfo struct {
	name, password string
	hasPassword    bool
}

// User makes a Userinfo of a name alone.
func User(username string) *Userinfo { return &Userinfo{name: username} }

// UserPassword makes a Userinfo of a name and a password.
func UserPassword(username, password string) *Userinfo {
	return &Userinfo{name: username, password: password, hasPassword: true}
}

// Username returns the name; that of nil is empty.
func (u *Userinfo) Username() string {
	if u == nil {
		return ""
	}
	return u.name
}

// Password returns the password, and whether there is one.
func (u *Userinfo) Password() (string, bool) {
	if u == nil {
		return "", false
	}
	return u.password, u.hasPassword
}

// String writes the name and password as they stand in a URL.
func (u *Userinfo) String() string {
	if u == nil || u.name == "" && !u.hasPassword {
		return ""
	}
	s := escape(u.name, inUser)
	if u.hasPassword {
		s += ":" + escape(u.password, inUser)
	}
	return s
}

// Parse parses a URL, which may be a relative one.
func Parse(rawURL string) (*URL, error) {
	rest, fragment, _ := strings.Cut(rawURL, "#")
	u := new(URL)
	if err := u.read(rest, false); err != nil {
		return nil, &Error{"parse", rest, err}
	}
	if fragment != "" {
		if err := u.setFragment(fragment); err != nil {
			return nil, &Error{"parse", rawURL, err}
		}
	}
	return u, nil
}

// ParseRequestURI parses a URL as it stands in a request of HTTP: an absolute one, or an absolute path. There is no
// fragment in it.
func ParseRequestURI(rawURL string) (*URL, error) {
	u := new(URL)
	if err := u.read(rawURL, true); err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

// schemeOf splits off the scheme, if there is one.
func schemeOf(s string) (scheme, rest string, err error) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			continue
		case c == ':' && i == 0:
			return "", "", errors.New("missing protocol scheme")
		case c == ':':
			return strings.ToLower(s[:i]), s[i+1:], nil
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
			continue
		}
		break
	}
	return "", s, nil
}

// read parses all but a fragment. A request's URL begins with a scheme or a slash.
func (u *URL) read(s string, request bool) (err error) {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] == 0x7f {
			return errors.New("net/url: invalid control character in URL")
		}
	}
	switch {
	case s == "" && request:
		return errors.New("empty url")
	case s == "*":
		u.Path = s
		return nil
	}
	if u.Scheme, s, err = schemeOf(s); err != nil {
		return err
	}
	s, query, asked := strings.Cut(s, "?")
	u.RawQuery, u.ForceQuery = query, asked && query == ""

	if !strings.HasPrefix(s, "/") {
		if u.Scheme != "" {
			u.Opaque = s
			return nil
		}
		if request {
			return errors.New("invalid URI for request")
		}
		if first, _, _ := strings.Cut(s, "/"); strings.Contains(first, ":") {
			return errors.New("first path segment in URL cannot contain colon")
		}
	}
	mayHaveHost := u.Scheme != "" || !request && !strings.HasPrefix(s, "///")
	if behind, ok := strings.CutPrefix(s, "//"); ok && mayHaveHost {
		authority := behind
		s = ""
		if i := strings.IndexByte(behind, '/'); i >= 0 {
			authority, s = behind[:i], behind[i:]
		}
		if err = u.setAuthority(authority); err != nil {
			return err
		}
	} else {
		u.OmitHost = u.Scheme != "" && s != ""
	}
	return u.setPath(s)
}

// setAuthority parses what stands between // and the path.
func (u *URL) setAuthority(s string) (err error) {
	at := strings.LastIndexByte(s, '@')
	if u.Host, err = readHost(u.Scheme, s[at+1:]); err != nil || at < 0 {
		return err
	}
	who := s[:at]
	for i := 0; i < len(who); i++ {
		if c := who[i]; !plain(c, inUser) && strings.IndexByte("!'()*:%@", c) < 0 {
			return errors.New("net/url: invalid userinfo")
		}
	}
	name, password, two := strings.Cut(who, ":")
	if name, err = unescape(name, inUser); err != nil {
		return err
	}
	if password, err = unescape(password, inUser); err != nil {
		return err
	}
	u.User = &Userinfo{name, password, two}
	return nil
}

// strictColons is a setting by which a host of the web may hold more colons than that of its port.
var strictColons = godebug.New("urlstrictcolons")

// isPort reports whether s is empty or a colon and digits.
func isPort(s string) bool {
	return s == "" || s[0] == ':' && strings.Trim(s[1:], "0123456789") == ""
}

// readHost parses a host and port.
func readHost(scheme, s string) (string, error) {
	if open := strings.LastIndexByte(s, '['); open > 0 {
		return "", errors.New("invalid IP-literal")
	} else if open == 0 {
		return readLiteral(s)
	}
	colon := strings.LastIndexByte(s, ':')
	if (scheme == "http" || scheme == "https") && strictColons.Value() != "0" {
		colon = strings.IndexByte(s, ':')
	}
	if colon >= 0 && !isPort(s[colon:]) {
		return "", fmt.Errorf("invalid port %q after host", s[colon:])
	}
	return unescape(s, inHost)
}

// readLiteral parses a host that is an address in brackets.
func readLiteral(s string) (string, error) {
	end := strings.LastIndexByte(s, ']')
	if end < 0 {
		return "", errors.New("missing ']' in host")
	}
	if port := s[end+1:]; !isPort(port) {
		return "", fmt.Errorf("invalid port %q after host", port)
	}
	address, zone := s[1:end], ""
	if i := strings.Index(address, "%25"); i >= 0 {
		address, zone = address[:i], address[i:]
	}
	address, err := unescape(address, inHost)
	if err != nil {
		return "", err
	}
	if zone, err = unescape(zone, inZone); err != nil {
		return "", err
	}
	ip, err := netip.ParseAddr(address + zone)
	if err != nil {
		return "", fmt.Errorf("invalid host: %w", err)
	}
	if ip.Is4() {
		return "", errors.New("invalid IP-literal")
	}
	return "[" + address + zone + s[end:], nil
}

// setPath sets Path to what a text means, and RawPath where it is not the usual way to write that.
func (u *URL) setPath(s string) (err error) {
	u.Path, u.RawPath, err = twofold(s, inPath)
	return err
}

func (u *URL) setFragment(s string) (err error) {
	u.Fragment, u.RawFragment, err = twofold(s, inFragment)
	return err
}

func twofold(s string, p part) (meant, raw string, err error) {
	if meant, err = unescape(s, p); err != nil {
		return "", "", err
	}
	if escape(meant, p) == s {
		return meant, "", nil
	}
	return meant, s, nil
}

// written returns raw where that is a way to write what is meant, and else the usual way.
func written(meant, raw string, p part) string {
	if raw != "" && wellFormed(raw, p) {
		if s, err := unescape(raw, p); err == nil && s == meant {
			return raw
		}
	}
	if p == inPath && meant == "*" {
		return meant
	}
	return escape(meant, p)
}

// EscapedPath returns the path as it is written.
func (u *URL) EscapedPath() string { return written(u.Path, u.RawPath, inPath) }

// EscapedFragment returns the fragment as it is written.
func (u *URL) EscapedFragment() string { return written(u.Fragment, u.RawFragment, inFragment) }

// String puts the URL together.
func (u *URL) String() string {
	var b strings.Builder
	b.Grow(len(u.Scheme) + len(u.Opaque) + len(u.Host) + len(u.Path) + len(u.RawQuery) + len(u.Fragment) + 16)
	if u.Scheme != "" {
		b.WriteString(u.Scheme)
		b.WriteByte(':')
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		u.writeHierarchy(&b)
	}
	if u.ForceQuery || u.RawQuery != "" {
		b.WriteByte('?')
		b.WriteString(u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteByte('#')
		b.WriteString(u.EscapedFragment())
	}
	return b.String()
}

func (u *URL) writeHierarchy(b *strings.Builder) {
	someone := u.Host != "" || u.User != nil
	if someone || u.Scheme != "" && !u.OmitHost && u.Path != "" {
		b.WriteString("//")
	}
	if u.User != nil {
		b.WriteString(u.User.String())
		b.WriteByte('@')
	}
	b.WriteString(escape(u.Host, inHost))
	path := u.EscapedPath()
	if path != "" && path[0] != '/' && u.Host != "" {
		b.WriteByte('/')
	}
	if b.Len() == 0 {
		// The first part of a relative path must not look like a scheme.
		if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ":") {
			b.WriteString("./")
		}
	}
	b.WriteString(path)
}

// Redacted is String with xxxxx for a password.
func (u *URL) Redacted() string {
	if u == nil {
		return ""
	}
	if _, ok := u.User.Password(); !ok {
		return u.String()
	}
	c := *u
	c.User = UserPassword(u.User.Username(), "xxxxx")
	return c.String()
}

// IsAbs reports whether there is a scheme.
func (u *URL) IsAbs() bool { return u.Scheme != "" }

// RequestURI returns what stands in a request of HTTP: path and query.
func (u *URL) RequestURI() string {
	s := u.Opaque
	switch {
	case strings.HasPrefix(s, "//"):
		s = u.Scheme + ":" + s
	case s == "":
		if s = u.EscapedPath(); s == "" {
			s = "/"
		}
	}
	if u.ForceQuery || u.RawQuery != "" {
		s += "?" + u.RawQuery
	}
	return s
}

// hostPort splits Host. What does not look like a port belongs to the host.
func (u *URL) hostPort() (host, port string) {
	host = u.Host
	if i := strings.LastIndexByte(host, ':'); i >= 0 && isPort(host[i:]) {
		host, port = host[:i], host[i+1:]
	}
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	return host, port
}

// Hostname returns the host without port and brackets.
func (u *URL) Hostname() string {
	host, _ := u.hostPort()
	return host
}

// Port returns the port, or "".
func (u *URL) Port() string {
	_, port := u.hostPort()
	return port
}

// AppendBinary appends the URL as text.
func (u *URL) AppendBinary(b []byte) ([]byte, error) { return append(b, u.String()...), nil }

// MarshalBinary returns the URL as text.
func (u *URL) MarshalBinary() (text []byte, err error) { return u.AppendBinary(nil) }

// UnmarshalBinary parses a text.
func (u *URL) UnmarshalBinary(text []byte) error {
	parsed, err := Parse(string(text))
	if err == nil {
		*u = *parsed
	}
	return err
}
