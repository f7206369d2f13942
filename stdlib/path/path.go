// Package path works on paths with forward slashes, such as those of URLs and of io/fs; files of the system are
// path/filepath's.
package path

// Clean gives the shortest path that means the same by its text alone: single slashes, no "." elements, no element
// followed by "..", no ".." at a root, and "." for nothing. It ends in a slash only if it is "/".
func Clean(path string) string {
	if path == "" {
		return "."
	}
	rooted := path[0] == '/'
	// The result is collected in out; keep is the length that ".." elements may not cut into.
	out := make([]byte, 0, len(path))
	if rooted {
		out = append(out, '/')
	}
	keep := len(out)
	for i := 0; i < len(path); {
		j := i
		for j < len(path) && path[j] != '/' {
			j++
		}
		elem := path[i:j]
		i = j + 1
		switch {
		case elem == "" || elem == ".":
			continue
		case elem != "..":
		case len(out) > keep:
			// Take the last element back.
			n := len(out) - 1
			for n > keep && out[n] != '/' {
				n--
			}
			out = out[:n]
			continue
		case rooted:
			continue
		}
		if len(out) > 0 && out[len(out)-1] != '/' {
			out = append(out, '/')
		}
		out = append(out, elem...)
		if elem == ".." {
			keep = len(out)
		}
	}
	if len(out) == 0 {
		return "."
	}
	if string(out) == path {
		return path
	}
	return string(out)
}

// lastSlash gives the place of the last slash, -1 without one.
func lastSlash(s string) int {
	i := len(s) - 1
	for i >= 0 && s[i] != '/' {
		i--
	}
	return i
}

// Split cuts behind the last slash.
func Split(path string) (dir, file string) {
	i := lastSlash(path) + 1
	return path[:i], path[i:]
}

// Join joins elements by slashes and cleans the result. Empty elements do not count; all empty gives "".
func Join(elem ...string) string {
	n := 0
	for _, e := range elem {
		n += len(e) + 1
	}
	b := make([]byte, 0, n)
	for _, e := range elem {
		if e == "" {
			continue
		}
		if len(b) > 0 {
			b = append(b, '/')
		}
		b = append(b, e...)
	}
	if len(b) == 0 {
		return ""
	}
	return Clean(string(b))
}

// Ext gives the suffix from the last dot of the last element on.
func Ext(path string) string {
	for i := len(path) - 1; i >= 0; i-- {
		switch path[i] {
		case '/':
			return ""
		case '.':
			return path[i:]
		}
	}
	return ""
}

// Base gives the last element, slashes at the end aside: "." for "", "/" for slashes alone.
func Base(path string) string {
	end := len(path)
	for end > 0 && path[end-1] == '/' {
		end--
	}
	switch {
	case path == "":
		return "."
	case end == 0:
		return "/"
	}
	return path[lastSlash(path[:end])+1 : end]
}

// IsAbs tells whether the path begins at the root.
func IsAbs(path string) bool { return len(path) > 0 && path[0] == '/' }

// Dir gives all but the last element, cleaned.
func Dir(path string) string {
	return Clean(path[:lastSlash(path)+1])
}
