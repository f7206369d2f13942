// This file has cookies.

package http

import (
	"errors"
	"fmt"
	"log"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Cookie is a cookie, as Set-Cookie says it to clients. Servers are told Name and Value alone.
type Cookie struct {
	Name, Value  string
	Quoted       bool // whether the value stands in quotes
	Path, Domain string
	Expires      time.Time // or zero
	RawExpires   string    // as it was read
	MaxAge       int       // in seconds; 0 for none said, below 0 for "at once"
	SameSite     SameSite

	Secure, HttpOnly, Partitioned bool

	Raw      string   // all of it, as it was read
	Unparsed []string // attributes that are not known
}

// SameSite tells whether a cookie is sent with requests that come from other sites.
type SameSite int

const (
	SameSiteDefaultMode, SameSiteLaxMode SameSite = 1, 2
	SameSiteStrictMode, SameSiteNoneMode SameSite = 3, 4
)

// CookieJar keeps a client's cookies.
type CookieJar interface {
	SetCookies(u *url.URL, cookies []*Cookie)
	Cookies(u *url.URL) []*Cookie
}

// ErrNoCookie is the error of Request.Cookie where there is none.
var ErrNoCookie = errors.New("http: named cookie not present")

func inCookieValue(c byte) bool {
	return c >= ' ' && c < 0x7f && c != '"' && c != ';' && c != '\\'
}

// cookieValue reads a value, which may be in quotes.
func cookieValue(raw string, quotes bool) (v string, quoted, ok bool) {
	if quotes && len(raw) > 1 && raw[0] == '"' && raw[len(raw)-1] == '"' {
		raw, quoted = raw[1:len(raw)-1], true
	}
	for i := 0; i < len(raw); i++ {
		if !inCookieValue(raw[i]) {
			return "", quoted, false
		}
	}
	return raw, quoted, true
}

// ParseCookie reads the value of a Cookie header.
func ParseCookie(line string) ([]*Cookie, error) {
	parts := strings.Split(textproto.TrimString(line), ";")
	if len(parts) == 1 && parts[0] == "" {
		return nil, errors.New("http: blank cookie")
	}
	var list []*Cookie
	for _, part := range parts {
		name, value, ok := strings.Cut(textproto.TrimString(part), "=")
		if !ok {
			return nil, errors.New("http: '=' not found in cookie")
		}
		if !isToken(name) {
			return nil, errors.New("http: invalid cookie name")
		}
		value, quoted, ok := cookieValue(value, true)
		if !ok {
			return nil, errors.New("http: invalid cookie value")
		}
		list = append(list, &Cookie{Name: name, Value: value, Quoted: quoted})
	}
	return list, nil
}

// ParseSetCookie reads the value of a Set-Cookie header.
func ParseSetCookie(line string) (*Cookie, error) {
	first, rest, _ := strings.Cut(textproto.TrimString(line), ";")
	if first == "" {
		return nil, errors.New("http: blank cookie")
	}
	name, value, ok := strings.Cut(textproto.TrimString(first), "=")
	if !ok {
		return nil, errors.New("http: '=' not found in cookie")
	}
	if name = textproto.TrimString(name); !isToken(name) {
		return nil, errors.New("http: invalid cookie name")
	}
	c := &Cookie{Name: name, Raw: line}
	if c.Value, c.Quoted, ok = cookieValue(value, true); !ok {
		return nil, errors.New("http: invalid cookie value")
	}
	for attr := range strings.SplitSeq(rest, ";") {
		if attr = textproto.TrimString(attr); attr != "" && !c.attribute(attr) {
			c.Unparsed = append(c.Unparsed, attr)
		}
	}
	return c, nil
}

// attribute takes an attribute, and reports whether it knows it.
func (c *Cookie) attribute(attr string) bool {
	key, raw, _ := strings.Cut(attr, "=")
	value, _, ok := cookieValue(raw, false)
	if !ok {
		return false
	}
	switch strings.ToLower(key) {
	case "samesite":
		c.SameSite = SameSiteDefaultMode
		switch strings.ToLower(value) {
		case "lax":
			c.SameSite = SameSiteLaxMode
		case "strict":
			c.SameSite = SameSiteStrictMode
		case "none":
			c.SameSite = SameSiteNoneMode
		}
	case "secure":
		c.Secure = true
	case "httponly":
		c.HttpOnly = true
	case "partitioned":
		c.Partitioned = true
	case "domain":
		c.Domain = value
	case "path":
		c.Path = value
	case "max-age":
		n, err := strconv.Atoi(value)
		if err != nil || n != 0 && value[0] == '0' {
			return false
		}
		if c.MaxAge = n; n <= 0 {
			c.MaxAge = -1
		}
	case "expires":
		c.RawExpires = value
		t, err := time.Parse(time.RFC1123, value)
		if err != nil {
			if t, err = time.Parse("Mon, 02-Jan-2006 15:04:05 MST", value); err != nil {
				return false
			}
		}
		c.Expires = t.UTC()
	default:
		return false
	}
	return true
}

// readCookies reads Cookie headers; of all names, where name is "". What is not well formed is passed over.
func readCookies(h Header, name string) (list []*Cookie) {
	for _, line := range h["Cookie"] {
		for part := range strings.SplitSeq(textproto.TrimString(line), ";") {
			key, value, _ := strings.Cut(textproto.TrimString(part), "=")
			if key = textproto.TrimString(key); !isToken(key) || name != "" && name != key {
				continue
			}
			if value, quoted, ok := cookieValue(value, true); ok {
				list = append(list, &Cookie{Name: key, Value: value, Quoted: quoted})
			}
		}
	}
	return list
}

func dropped(s string, ok func(byte) bool, what string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if ok(s[i]) {
			b = append(b, s[i])
		} else if len(b) == i {
			log.Printf("net/http: invalid byte %q in %s; dropping invalid bytes", s[i], what)
		}
	}
	return string(b)
}

// written returns name=value as it goes over the wire.
func (c *Cookie) written() string {
	value := dropped(c.Value, inCookieValue, "Cookie.Value")
	if c.Quoted || strings.ContainsAny(value, " ,") {
		value = `"` + value + `"`
	}
	return lineEnds.Replace(c.Name) + "=" + value
}

// String writes the cookie for Set-Cookie, or for Cookie where there is but name and value; "" where the name is none.
func (c *Cookie) String() string {
	if c == nil || !isToken(c.Name) {
		return ""
	}
	var b strings.Builder
	b.WriteString(c.written())
	if c.Path != "" {
		b.WriteString("; Path=" + dropped(c.Path, func(c byte) bool { return c >= ' ' && c < 0x7f && c != ';' }, "Cookie.Path"))
	}
	if domain := strings.TrimPrefix(c.Domain, "."); domain != "" {
		if strings.Trim(strings.ToLower(domain), "abcdefghijklmnopqrstuvwxyz0123456789.-:") == "" {
			b.WriteString("; Domain=" + domain)
		} else {
			log.Printf("net/http: invalid Cookie.Domain %q; dropping domain attribute", c.Domain)
		}
	}
	if c.Expires.Year() >= 1601 {
		b.WriteString("; Expires=" + c.Expires.UTC().Format(TimeFormat))
	}
	if c.MaxAge > 0 {
		fmt.Fprintf(&b, "; Max-Age=%d", c.MaxAge)
	} else if c.MaxAge < 0 {
		b.WriteString("; Max-Age=0")
	}
	for _, flag := range []struct {
		on   bool
		text string
	}{{c.HttpOnly, "; HttpOnly"}, {c.Secure, "; Secure"}, {c.SameSite == SameSiteLaxMode, "; SameSite=Lax"},
		{c.SameSite == SameSiteStrictMode, "; SameSite=Strict"}, {c.SameSite == SameSiteNoneMode, "; SameSite=None"}, {c.Partitioned, "; Partitioned"}} {
		if flag.on {
			b.WriteString(flag.text)
		}
	}
	return b.String()
}

// Valid tells what is wrong with the cookie.
func (c *Cookie) Valid() error {
	switch {
	case c == nil:
		return errors.New("http: nil Cookie")
	case !isToken(c.Name):
		return errors.New("http: invalid Cookie.Name")
	case !c.Expires.IsZero() && c.Expires.Year() < 1601:
		return errors.New("http: invalid Cookie.Expires")
	case c.Partitioned && !c.Secure:
		return errors.New("http: partitioned cookies must be set with Secure")
	}
	for i := 0; i < len(c.Value); i++ {
		if !inCookieValue(c.Value[i]) {
			return fmt.Errorf("http: invalid byte %q in Cookie.Value", c.Value[i])
		}
	}
	for i := 0; i < len(c.Path); i++ {
		if b := c.Path[i]; b < ' ' || b >= 0x7f || b == ';' {
			return fmt.Errorf("http: invalid byte %q in Cookie.Path", b)
		}
	}
	return nil
}

// SetCookie adds a cookie to an answer, unless its name is none.
func SetCookie(w ResponseWriter, cookie *Cookie) {
	if s := cookie.String(); s != "" {
		w.Header().Add("Set-Cookie", s)
	}
}
