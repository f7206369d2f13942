// This file matches names with patterns.

package filepath

import (
	"errors"
	"os"
	"path"
	"slices"
	"strings"
)

// ErrBadPattern: the pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Match reports whether the whole name fits the shell pattern: * any run of
// characters but separators, ? one of them, [a-z] and [^a-z] one of a class, \x the
// character x.
func Match(pattern, name string) (matched bool, err error) {
	matched, err = path.Match(pattern, name)
	if err != nil {
		err = ErrBadPattern
	}
	return
}

// The most folders that a pattern may go down: each is one more call.
const maxElements = 10000

// Glob returns the files that fit the pattern, nil for none. It ignores what goes
// wrong with reading folders; its only error is ErrBadPattern.
func Glob(pattern string) (matches []string, err error) {
	if _, err = Match(pattern, ""); err != nil {
		return nil, err
	}
	if strings.Count(pattern, "/") > maxElements {
		return nil, ErrBadPattern
	}
	if !strings.ContainsAny(pattern, `*?[\`) {
		if _, err := os.Lstat(pattern); err == nil {
			matches = []string{pattern}
		}
		return matches, nil
	}
	dir, file := Split(pattern)
	switch dir {
	case "":
		dir = "."
	case "/":
	default:
		dir = dir[:len(dir)-1]
	}
	dirs := []string{dir}
	if strings.ContainsAny(dir, `*?[\`) && dir != pattern {
		if dirs, err = Glob(dir); err != nil {
			return nil, err
		}
	}
	for _, d := range dirs {
		if info, err := os.Stat(d); err != nil || !info.IsDir() {
			continue
		}
		all, _ := names(d)
		slices.Sort(all)
		for _, name := range all {
			fits, err := Match(file, name)
			if err != nil {
				return matches, err
			}
			if fits {
				matches = append(matches, Join(d, name))
			}
		}
	}
	return matches, nil
}
