// URLs apart and together, and what is said of texts that are none.
package main

import (
	"encoding"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

var texts = []string{
	"", "*", "http://user:pa%20ss@host.com:8080/a/b;c?x=y&z=%20#frag%2f", "//host/path", "/a/b/../c/./d", "mailto:joe@x.com", "http://[::1]:80/",
	"http://[fe80::1%25en0]/", "http://[fe80::1%25%41%20]/", "http://[fe80::1%25]/", "http://[::ffff:1.2.3.4]/", "http://[::1", "http://[1.2.3.4]/",
	"http://[a]b/", "http://[::1]x", "?q", "#f", "a:b/c", "a/b:c", "a%3ab", "http://%41/", "file:///x", "http:/x/y", "http:////x", "///x", "http://a%zz/",
	"http://h/%zz?%zz", "http://h/#%zz", "..", "x/", "http://h?", "http://h/?", "http://h#", "data:x?y#z", "http://1.2.3.4:x", "http://::1/", "ftp://::1/",
	"http://a:b:80/", "HTTP://H/p", "1http://x", "http://é/é?é#é", "http://a b/", "http://h/a b", "http://u@v@h/", "http://u%zz@h", "http://u<@h",
	"http://:80", "http://h:", "//u:p@h", "//:@h", "//u:@h", "/%2f/x", "/[a]", "/a%2Fb", "http://h/*", "http://<x>\"/", "http://h%80/", "a\x7fb", ":x", "a\nb",
	"x://h/!$&'()*+,;=:@", "x://h/#!$&'()*+,;=:@/?", "x:/y", "x:", "x:?y", "x://", "x:///", "x://?y",
}

func show(u *url.URL) {
	password, has := u.User.Password()
	fmt.Printf("\t%q %q %q %q %v %q %q %q %q %q %q %v %v\n", u.Scheme, u.Opaque, u.User.Username(), password, has, u.Host, u.Path, u.Fragment,
		u.RawQuery, u.RawPath, u.RawFragment, u.ForceQuery, u.OmitHost)
	fmt.Printf("\t%s %s %s %s %q %q %q %v %v\n", u, u.Redacted(), u.EscapedPath(), u.EscapedFragment(), u.RequestURI(), u.Hostname(), u.Port(), u.Query(), u.IsAbs())
}

func main() {
	for _, s := range texts {
		fmt.Printf("%q\n", s)
		u, err := url.Parse(s)
		if err != nil {
			fmt.Println("\t", err)
		} else {
			show(u)
		}
		if r, err := url.ParseRequestURI(s); err != nil || u == nil || *r != *u {
			fmt.Println("\tin a request:", r, err)
		}
	}

	for _, base := range []string{"http://a/b/c/d;p?q#f", "http://u:p@a", "mailto:x", "a/b", "http://a/b/../c//", "/a/..//b", ""} {
		b, _ := url.Parse(base)
		for _, ref := range []string{"g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "", ";x", ".", "./", "..", "../", "../g", "../..", "../../g",
			"../../../g", "/./g", "/../g", "g.", "..g", "./../g", "./g/.", "g/./h", "g;x=1/../y", "..//g", "..//", "/a/..//x", "/a/..///x", ".//x", "%2e%2e/g", "a%2Fb/../c", "opaque:x"} {
			u, err := b.Parse(ref)
			fmt.Printf("%q and %q: %v %v\n", base, ref, u, err)
		}
		for _, elem := range [][]string{{}, {"x"}, {"x/"}, {"/x", "..", "y"}, {"../../z/"}, {"a b", "%20"}, {"%zz"}, {"a:b"}, {""}} {
			s, err := url.JoinPath(base, elem...)
			fmt.Printf("%q joined with %q: %q %q %v\n", base, elem, b.JoinPath(elem...), s, err)
		}
	}
	_, err := (&url.URL{}).Parse("%")
	fmt.Println(err)
	_, err = url.JoinPath(":", "x")
	fmt.Println(err)

	for _, q := range []string{"a=1&b=2&a=3", "a;b=1&c=%zz&d=1", "=&&a==b&x", "a+b=c%20d%2B", "%", "é=☺"} {
		v, err := url.ParseQuery(q)
		fmt.Println(v, err, v.Encode(), v.Get("a"), v.Get("none"), v.Has("x"))
	}
	v := url.Values{}
	v.Set("k", "1")
	v.Add("k", "2 3")
	v.Add("j", "&")
	v.Del("none")
	fmt.Println(v.Encode(), url.Values(nil).Encode(), url.Values(nil).Get("x"))
	for _, n := range []int{9999, 10000} {
		v, err := url.ParseQuery(strings.Repeat("&a=1", n))
		fmt.Println(len(v["a"]), err)
	}

	var all []byte
	for i := range 256 {
		all = append(all, byte(i))
	}
	fmt.Println(url.QueryEscape(string(all)), url.PathEscape(string(all)))
	for _, u := range []url.URL{{Path: string(all)}, {Host: string(all)}, {Fragment: string(all)}, {User: url.UserPassword(string(all), string(all))},
		{Scheme: "s", Opaque: "//o"}, {Path: "a:b"}, {Path: "a/b:c"}, {Host: "h", Path: "p"}, {Scheme: "s", OmitHost: true, Path: "/p"}, {Scheme: "s", Path: "p"},
		{RawPath: "%41", Path: "A"}, {RawPath: "%41", Path: "B"}, {RawPath: "a b", Path: "a b"}, {RawFragment: "%41", Fragment: "A"}, {User: url.User("")},
		{Host: "[::1]:80"}, {Host: "[::1]"}, {Host: "a:"}, {Host: "a:b"}, {Path: "*"}, {Path: "//x"}} {
		show(&u)
	}
	for _, s := range []string{"a%20b+c", "%e2%98%ba", "%", "%1", "%g0", "ok"} {
		p, err1 := url.PathUnescape(s)
		q, err2 := url.QueryUnescape(s)
		fmt.Printf("%q %v %q %v\n", p, err1, q, err2)
	}

	cause := timeout{}
	e := &url.Error{Op: "Get", URL: "http://x", Err: cause}
	fmt.Println(e, e.Timeout(), e.Temporary(), errors.Is(e, cause), url.EscapeError("%"), url.InvalidHostError("x"))
	e.Err = errors.New("other")
	fmt.Println(e.Timeout(), e.Temporary(), (*url.URL)(nil).Redacted(), url.User("a:b/c"), url.UserPassword("", ""))
	var u url.URL
	var _ encoding.BinaryAppender = &u
	fmt.Println(u.UnmarshalBinary([]byte("http://h/p")), u.String(), u.UnmarshalBinary([]byte("%")), u.String())
	text, err := u.MarshalBinary()
	fmt.Println(string(text), err)
}

type timeout struct{}

func (timeout) Error() string   { return "late" }
func (timeout) Timeout() bool   { return true }
func (timeout) Temporary() bool { return true }
