// This file parses templates that stand in files.

package template

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// Must returns t, or panics where there is an error.
func Must(t *Template, err error) *Template {
	if err == nil {
		return t
	}
	panic(err)
}

// A source reads a file, and tells by what name the template in it goes.
type source func(file string) (name string, text []byte, err error)

func fromDisk(file string) (string, []byte, error) {
	text, err := os.ReadFile(file)
	return filepath.Base(file), text, err
}

// ParseFiles makes templates of files, by their names without folders, and returns the first.
func ParseFiles(filenames ...string) (*Template, error) { return parseAll(nil, fromDisk, filenames) }

// ParseFiles parses files into templates of t's family, by their names without folders, and returns t.
func (t *Template) ParseFiles(filenames ...string) (*Template, error) {
	t.related()
	return parseAll(t, fromDisk, filenames)
}

// ParseGlob is ParseFiles of what matches a pattern, which must be something.
func ParseGlob(pattern string) (*Template, error) { return parseGlob(nil, pattern) }

// ParseGlob is ParseFiles of what matches a pattern, which must be something.
func (t *Template) ParseGlob(pattern string) (*Template, error) {
	t.related()
	return parseGlob(t, pattern)
}

func parseGlob(t *Template, pattern string) (*Template, error) {
	files, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, noFiles(pattern)
	}
	return parseAll(t, fromDisk, files)
}

func noFiles(pattern string) error {
	return fmt.Errorf("template: pattern matches no files: %#q", pattern)
}

// ParseFS is ParseGlob of several patterns in a file system.
func ParseFS(fsys fs.FS, patterns ...string) (*Template, error) {
	return parseFS(nil, fsys, patterns)
}

// ParseFS is ParseGlob of several patterns in a file system.
func (t *Template) ParseFS(fsys fs.FS, patterns ...string) (*Template, error) {
	t.related()
	return parseFS(t, fsys, patterns)
}

func parseFS(t *Template, fsys fs.FS, patterns []string) (*Template, error) {
	var files []string
	for _, p := range patterns {
		found, err := fs.Glob(fsys, p)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, noFiles(p)
		}
		files = append(files, found...)
	}
	read := func(file string) (string, []byte, error) {
		text, err := fs.ReadFile(fsys, file)
		return path.Base(file), text, err
	}
	return parseAll(t, read, files)
}

// parseAll parses files into t's family, or into that of the first one.
func parseAll(t *Template, read source, files []string) (*Template, error) {
	if len(files) == 0 {
		return nil, errors.New("template: no files named in call to ParseFiles")
	}
	for _, file := range files {
		name, text, err := read(file)
		if err != nil {
			return nil, err
		}
		if t == nil {
			t = New(name)
		}
		into := t
		if name != t.Name() {
			into = t.New(name)
		}
		if _, err = into.Parse(string(text)); err != nil {
			return nil, err
		}
	}
	return t, nil
}
