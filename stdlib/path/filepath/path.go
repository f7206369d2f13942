// Package filepath works on the file names of the operating system. On the systems
// that gvm runs on, these are slash-separated, so much of it is package path.
package filepath

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
	"syscall"
)

// The characters between the elements of a path, and between paths in a list.
const (
	Separator     = os.PathSeparator
	ListSeparator = os.PathListSeparator
)

// Clean returns the shortest path that is the same by its text.
func Clean(path_ string) string { return path.Clean(path_) }

// Join joins elements, but for empty ones, and cleans the result.
func Join(elem ...string) string { return path.Join(elem...) }

// Base returns the last element.
func Base(path_ string) string { return path.Base(path_) }

// Dir returns all but the last element, cleaned.
func Dir(path_ string) string { return path.Dir(path_) }

// Ext returns the file name's ending, from its last dot on.
func Ext(path_ string) string { return path.Ext(path_) }

// IsAbs reports whether the path begins at the root.
func IsAbs(path_ string) bool { return path.IsAbs(path_) }

// Split returns what is up to the last separator, and the rest.
func Split(path_ string) (dir, file string) { return path.Split(path_) }

// ToSlash returns the path with slashes for separators.
func ToSlash(path string) string { return path }

// FromSlash returns the path with separators for slashes.
func FromSlash(path string) string { return path }

// VolumeName returns the name of the volume; there are none here.
func VolumeName(path string) string { return "" }

// HasPrefix reports whether p begins with prefix.
//
// Deprecated: it does not mind the borders of elements.
func HasPrefix(p, prefix string) bool { return strings.HasPrefix(p, prefix) }

// SplitList splits a list of paths, as PATH is.
func SplitList(path string) []string {
	if path == "" {
		return []string{}
	}
	return strings.Split(path, string(ListSeparator))
}

// IsLocal reports whether the path stays within the folder it is used in, by its
// text: it is neither empty nor absolute, and does not go up and out.
func IsLocal(path string) bool {
	if path == "" || IsAbs(path) {
		return false
	}
	clean := Clean(path)
	return clean != ".." && !strings.HasPrefix(clean, "../")
}

// Localize turns a slash-separated path, valid by io/fs, into one of the system.
func Localize(path string) (string, error) {
	if !fs.ValidPath(path) || strings.IndexByte(path, 0) >= 0 {
		return "", errors.New("invalid path")
	}
	return path, nil
}

// Abs returns the path from the root on.
func Abs(path string) (string, error) {
	if IsAbs(path) {
		return Clean(path), nil
	}
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(here, path), nil
}

// Rel returns a path that leads from basePath to targPath, both absolute or both
// relative.
func Rel(basePath, targPath string) (string, error) {
	base, target := Clean(basePath), Clean(targPath)
	if base == target {
		return ".", nil
	}
	if base == "." {
		base = ""
	}
	if target == "." {
		target = ""
	}
	impossible := errors.New("Rel: can't make " + targPath + " relative to " + basePath)
	if IsAbs(base) != IsAbs(target) {
		return "", impossible
	}
	elements := func(p string) []string {
		return strings.FieldsFunc(p, func(r rune) bool { return r == Separator })
	}
	from, to := elements(base), elements(target)
	for len(from) > 0 && len(to) > 0 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	var way []string
	for _, e := range from {
		if e == ".." {
			return "", impossible
		}
		way = append(way, "..")
	}
	return strings.Join(append(way, to...), string(Separator)), nil
}

// EvalSymlinks returns the path with all symbolic links followed.
func EvalSymlinks(path string) (string, error) {
	rest, done := path, ""
	if IsAbs(path) {
		done = "/"
	}
	for links := 0; rest != ""; {
		var element string
		var within bool // something is looked for in element, which must be a folder
		element, rest, within = strings.Cut(rest, "/")
		switch element {
		case "", ".":
			continue
		case "..":
			if done == "" || done == ".." || strings.HasSuffix(done, "/..") {
				done = Join(done, "..")
			} else if done != "/" {
				if done = Dir(done); done == "." {
					done = ""
				}
			}
			continue
		}
		next := Join(done, element)
		info, err := os.Lstat(next)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			if within && !info.IsDir() {
				return "", syscall.ENOTDIR
			}
			done = next
			continue
		}
		if links++; links > 255 {
			return "", errors.New("EvalSymlinks: too many links")
		}
		target, err := os.Readlink(next)
		if err != nil {
			return "", err
		}
		if IsAbs(target) {
			done = "/"
		}
		if within {
			target += "/"
		}
		rest = target + rest
	}
	return Clean(done), nil
}
