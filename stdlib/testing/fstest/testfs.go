// This file tests file systems: that all ways to look at a file agree.

package fstest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing/iotest"
)

// TestFS walks a file system and returns what is wrong with it, nil if nothing is. The
// expected files must be there; without any, the file system must be empty.
func TestFS(fsys fs.FS, expected ...string) error {
	w := &walker{fsys: fsys}
	w.dir(".")
	w.openFails("/abs", "./x", "no/../clean", "trailing/", "")
	for _, want := range expected {
		if !slices.Contains(w.seen, want) {
			w.complain("expected but not found: %s", want)
		}
	}
	if len(expected) == 0 && len(w.seen) > 0 {
		list := w.seen
		if len(list) > 10 {
			list = append(slices.Clone(list[:10]), "...")
		}
		w.complain("expected empty file system but found files:\n%s", strings.Join(list, "\n"))
	}
	if len(w.faults) == 0 {
		return nil
	}
	// The tree below each folder must look the same as a file system of its own.
	return fmt.Errorf("TestFS found errors:\n%w", errors.Join(w.faults...))
}

type walker struct {
	fsys   fs.FS
	seen   []string
	faults []error
}

func (w *walker) complain(format string, args ...any) {
	w.faults = append(w.faults, fmt.Errorf(format, args...))
}

func (w *walker) openFails(names ...string) {
	for _, name := range names {
		if f, err := w.fsys.Open(name); err == nil {
			f.Close()
			w.complain("Open(%q) succeeded, want error", name)
		}
	}
}

// dir tests a folder and what is in it.
func (w *walker) dir(name string) {
	f, err := w.fsys.Open(name)
	if err != nil {
		w.complain("%s: Open: %w", name, err)
		return
	}
	defer f.Close()
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		w.complain("%s: Open returned File type %T, not a fs.ReadDirFile", name, f)
		return
	}
	list, err := d.ReadDir(-1)
	if err != nil {
		w.complain("%s: ReadDir(-1): %w", name, err)
		return
	}
	if rest, err := d.ReadDir(-1); len(rest) > 0 || err != nil {
		w.complain("%s: ReadDir(-1) at EOF = %d entries, %v, want 0 entries, nil", name, len(rest), err)
	}
	if rest, err := d.ReadDir(1); len(rest) > 0 || err != io.EOF {
		w.complain("%s: ReadDir(1) at EOF = %d entries, %v, want 0 entries, EOF", name, len(rest), err)
	}
	w.listings(name, list)
	for _, e := range list {
		at := path.Join(name, e.Name())
		w.seen = append(w.seen, at)
		w.entry(at, e)
		switch e.Type() {
		case fs.ModeDir:
			w.dir(at)
		case 0:
			w.file(at)
		}
	}
}

// listings compares other ways to list a folder.
func (w *walker) listings(name string, list []fs.DirEntry) {
	names := func(list []fs.DirEntry) []string {
		out := make([]string, 0, len(list))
		for _, e := range list {
			out = append(out, e.Name())
		}
		slices.Sort(out)
		return out
	}
	want := names(list)
	sorted, err := fs.ReadDir(w.fsys, name)
	if err != nil || !slices.Equal(names(sorted), want) {
		w.complain("%s: fs.ReadDir = %v, %v, want %v", name, names(sorted), err, want)
	}
	if !slices.IsSortedFunc(sorted, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }) {
		w.complain("%s: fs.ReadDir: list not sorted", name)
	}
	if f, err := w.fsys.Open(name); err == nil {
		var pieces []fs.DirEntry
		for n := 1; ; n++ {
			some, err := f.(fs.ReadDirFile).ReadDir(n)
			pieces = append(pieces, some...)
			if err != nil || len(some) == 0 {
				break
			}
		}
		f.Close()
		if !slices.Equal(names(pieces), want) {
			w.complain("%s: ReadDir in pieces = %v, want %v", name, names(pieces), want)
		}
	}
	pattern := "*"
	if name != "." {
		pattern = strings.NewReplacer(`*`, `\*`, `[`, `\[`, `?`, `\?`, `\`, `\\`).Replace(name) + "/*"
	}
	found, err := fs.Glob(w.fsys, pattern)
	var full []string
	for _, one := range want {
		full = append(full, path.Join(name, one))
	}
	if slices.Sort(found); err != nil || !slices.Equal(found, full) {
		w.complain("%s: Glob(%q) = %v, %v, want %v", name, pattern, found, err, full)
	}
}

// entry compares what a listing says with what Stat says.
func (w *walker) entry(name string, e fs.DirEntry) {
	info, err := e.Info()
	if err != nil {
		w.complain("%s: Info: %w", name, err)
		return
	}
	if info.Name() != path.Base(name) || info.Mode().Type() != e.Type() || info.IsDir() != e.IsDir() {
		w.complain("%s: entry %v and its info %v differ", name, fs.FormatDirEntry(e), fs.FormatFileInfo(info))
	}
	if e.Type() == fs.ModeSymlink {
		return
	}
	stat, err := fs.Stat(w.fsys, name)
	if err != nil {
		w.complain("%s: fs.Stat: %w", name, err)
		return
	}
	if a, b := fs.FormatFileInfo(stat), fs.FormatFileInfo(info); a != b {
		w.complain("%s: mismatch:\n\tentry.Info = %s\n\tfs.Stat = %s", name, b, a)
	}
	f, err := w.fsys.Open(name)
	if err != nil {
		w.complain("%s: Open: %w", name, err)
		return
	}
	defer f.Close()
	if own, err := f.Stat(); err != nil || own.Name() != info.Name() || own.Size() != info.Size() && !info.IsDir() {
		w.complain("%s: file.Stat = %v, %v, want %v", name, own, err, info)
	}
}

// file compares the ways to read a file.
func (w *walker) file(name string) {
	f, err := w.fsys.Open(name)
	if err != nil {
		return // reported
	}
	data, err := io.ReadAll(f)
	if err != nil {
		f.Close()
		w.complain("%s: ReadAll: %w", name, err)
		return
	}
	if err := f.Close(); err != nil {
		w.complain("%s: Close: %w", name, err)
	}
	f.Close() // twice must not panic
	if again, err := fs.ReadFile(w.fsys, name); err != nil || !reflect.DeepEqual(again, data) && len(data) > 0 {
		w.complain("%s: ReadFile = %d bytes, %v, want %d bytes", name, len(again), err, len(data))
	}
	f, err = w.fsys.Open(name)
	if err != nil {
		w.complain("%s: second Open: %w", name, err)
		return
	}
	defer f.Close()
	if err := iotest.TestReader(f, data); err != nil {
		w.complain("%s: failed TestReader:\n\t%s", name, strings.ReplaceAll(err.Error(), "\n", "\n\t"))
	}
	w.openFails(name+"/", "/"+name)
}
