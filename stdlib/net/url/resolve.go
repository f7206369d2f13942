// This file takes URLs and paths relative to others.

package url

import (
	"path"
	"strings"
)

// Parse parses a URL that may be relative to u.
func (u *URL) Parse(ref string) (*URL, error) {
	r, err := Parse(ref)
	if err != nil {
		return nil, err
	}
	return u.ResolveReference(r), nil
}

// ResolveReference returns the URL that ref means relative to u. It is always another one.
func (u *URL) ResolveReference(ref *URL) *URL {
	to := *ref
	if ref.Scheme != "" || ref.Host != "" || ref.User != nil {
		if to.Scheme == "" {
			to.Scheme = u.Scheme
		}
		to.setPath(withoutDots(ref.EscapedPath()))
		return &to
	}
	to.Scheme = u.Scheme
	if ref.Opaque != "" {
		to.Host, to.User, to.Path = "", nil, ""
		return &to
	}
	if ref.Path == "" {
		if !ref.ForceQuery && ref.RawQuery == "" {
			to.RawQuery = u.RawQuery
			if ref.Fragment == "" {
				to.Fragment, to.RawFragment = u.Fragment, u.RawFragment
			}
		}
		if u.Opaque != "" {
			to.Opaque, to.Host, to.User, to.Path = u.Opaque, "", nil, ""
			return &to
		}
	}
	to.Host, to.User = u.Host, u.User
	from, by := u.EscapedPath(), ref.EscapedPath()
	switch {
	case by == "":
		by = from
	case by[0] != '/':
		by = from[:strings.LastIndexByte(from, '/')+1] + by
	}
	to.setPath(withoutDots(by))
	return &to
}

// withoutDots follows the elements . and .. of a path, which becomes an absolute one unless it is empty. A first element
// that is empty stands for the root, also one that has become the first.
func withoutDots(p string) string {
	if p == "" {
		return ""
	}
	var kept []string
	elements := strings.Split(p, "/")
	for i, e := range elements {
		dots := e == "." || e == ".."
		if e == ".." && len(kept) > 0 {
			kept = kept[:len(kept)-1]
			if len(kept) == 1 && kept[0] == "" {
				kept = nil
			}
		}
		if !dots {
			kept = append(kept, e)
		} else if i == len(elements)-1 || e == "." && len(kept) == 0 {
			kept = append(kept, "")
		}
	}
	whole := strings.Join(kept, "/")
	if strings.HasPrefix(whole, "/") {
		return whole
	}
	return "/" + whole
}

// JoinPath returns u with elements, which are escaped already, added to its path; u itself, where they are not.
func (u *URL) JoinPath(elem ...string) *URL {
	to, _ := u.join(elem)
	return to
}

func (u *URL) join(elem []string) (*URL, error) {
	to := *u
	all := append([]string{u.EscapedPath()}, elem...)
	relative := !strings.HasPrefix(all[0], "/")
	if relative {
		all[0] = "/" + all[0] // so that .. cannot leave it
	}
	p := path.Join(all...)
	if relative {
		p = p[1:]
	}
	if strings.HasSuffix(all[len(all)-1], "/") && !strings.HasSuffix(p, "/") {
		p += "/"
	}
	meant, raw, err := twofold(p, inPath)
	if err == nil {
		to.Path, to.RawPath = meant, raw
	}
	return &to, err
}

// JoinPath adds elements to the path of a URL.
func JoinPath(base string, elem ...string) (result string, err error) {
	u, err := Parse(base)
	if err == nil {
		if u, err = u.join(elem); err == nil {
			return u.String(), nil
		}
	}
	return "", err
}
