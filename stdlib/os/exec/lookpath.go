// This file finds programs.

package exec

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// ErrDot: PATH, with an empty entry or a relative one, led to a program in or below
// the current folder, which is not run unless that is asked for.
var ErrDot = errors.New("cannot run executable found relative to current directory")

// ErrNotFound: no folder of PATH has the program.
var ErrNotFound = errors.New("executable file not found in $PATH")

// runnable says why a file cannot be run, or nil.
func runnable(file string) error {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return syscall.EISDIR
	case info.Mode()&0o111 == 0:
		return fs.ErrPermission
	}
	return nil
}

// LookPath returns the path of the named program, looked up in PATH unless it has a
// slash.
func LookPath(file string) (string, error) {
	if strings.ContainsRune(file, '/') {
		if err := runnable(file); err != nil {
			return "", &Error{file, err}
		}
		return file, nil
	}
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if dir == "" {
			dir = "."
		}
		path := filepath.Join(dir, file)
		if runnable(path) != nil {
			continue
		}
		if !filepath.IsAbs(path) {
			return path, &Error{file, ErrDot}
		}
		return path, nil
	}
	return "", &Error{file, ErrNotFound}
}
