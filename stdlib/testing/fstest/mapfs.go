// Package fstest has a file system in memory, and a test of file systems.
package fstest

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// MapFS is a file system that is a map from paths to files. Folders need no entries.
type MapFS map[string]*MapFile

// MapFile is a file, or what Mode says, in a MapFS.
type MapFile struct {
	Mode    fs.FileMode
	ModTime time.Time
	Sys     any
	Data    []byte // the content; for a symbolic link, where it leads
}

var _ fs.ReadLinkFS = MapFS(nil)

// An entry is a file under a name. It is its own FileInfo and DirEntry.
type entry struct {
	name string
	file *MapFile
}

func (e *entry) Name() string               { return path.Base(e.name) }
func (e *entry) Size() int64                { return int64(len(e.file.Data)) }
func (e *entry) Mode() fs.FileMode          { return e.file.Mode }
func (e *entry) Type() fs.FileMode          { return e.file.Mode.Type() }
func (e *entry) ModTime() time.Time         { return e.file.ModTime }
func (e *entry) IsDir() bool                { return e.file.Mode.IsDir() }
func (e *entry) Sys() any                   { return e.file.Sys }
func (e *entry) Info() (fs.FileInfo, error) { return e, nil }
func (e *entry) String() string             { return fs.FormatFileInfo(e) }

func fault(op, name string, err error) error { return &fs.PathError{Op: op, Path: name, Err: err} }

// lookup finds what is at a path, links in its folders followed; nil where there is
// nothing.
func (fsys MapFS) lookup(name string, last bool) *entry {
	real := "."
	if name != "." {
		hops := 0
		for left := strings.Split(name, "/"); len(left) > 0; {
			next := path.Join(real, left[0])
			left = left[1:]
			file := fsys[next]
			if file != nil && file.Mode.Type() == fs.ModeSymlink && (len(left) > 0 || last) {
				to := path.Join(path.Dir(next), string(file.Data))
				if hops++; hops > 40 || !fs.ValidPath(to) {
					return nil
				}
				left = append(strings.Split(to, "/"), left...)
				next = "."
			}
			real = next
		}
	}
	if file := fsys[real]; file != nil {
		return &entry{real, file}
	}
	if real == "." || len(fsys.below(real)) > 0 {
		return &entry{real, &MapFile{Mode: fs.ModeDir | 0o555}}
	}
	return nil
}

// below lists what is directly in a folder, by name.
func (fsys MapFS) below(dir string) []*entry {
	prefix := dir + "/"
	if dir == "." {
		prefix = ""
	}
	found := map[string]*entry{}
	for name, file := range fsys {
		rest, inside := strings.CutPrefix(name, prefix)
		if !inside || rest == "" || rest == "." {
			continue
		}
		first, _, deeper := strings.Cut(rest, "/")
		if !deeper {
			found[first] = &entry{name, file}
		} else if found[first] == nil {
			found[first] = &entry{prefix + first, &MapFile{Mode: fs.ModeDir | 0o555}}
		}
	}
	list := make([]*entry, 0, len(found))
	for _, e := range found {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b *entry) int { return strings.Compare(a.name, b.name) })
	return list
}

// Open opens a file or folder.
func (fsys MapFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, fault("open", name, fs.ErrNotExist)
	}
	e := fsys.lookup(name, true)
	if e == nil {
		return nil, fault("open", name, fs.ErrNotExist)
	}
	named := &entry{name, e.file}
	if e.IsDir() {
		return &openDir{info: named, path: name, list: fsys.below(e.name)}, nil
	}
	return &openFile{Reader: bytes.NewReader(e.file.Data), info: named, path: name}, nil
}

func (fsys MapFS) info(op, name string, follow bool) (fs.FileInfo, error) {
	e := (*entry)(nil)
	if fs.ValidPath(name) {
		e = fsys.lookup(name, follow)
	}
	if e == nil {
		return nil, fault(op, name, fs.ErrNotExist)
	}
	return &entry{name, e.file}, nil
}

// Stat describes a file; of a link, where it leads.
func (fsys MapFS) Stat(name string) (fs.FileInfo, error) { return fsys.info("open", name, true) }

// Lstat describes a file or link.
func (fsys MapFS) Lstat(name string) (fs.FileInfo, error) { return fsys.info("lstat", name, false) }

// ReadLink returns where a symbolic link leads.
func (fsys MapFS) ReadLink(name string) (string, error) {
	info, err := fsys.info("readlink", name, false)
	if err != nil {
		return "", err
	}
	if e := info.(*entry); e.Type() == fs.ModeSymlink {
		return string(e.file.Data), nil
	}
	return "", fault("readlink", name, fs.ErrInvalid)
}

// bare hides the methods of MapFS, so that package fs works by Open alone.
type bare struct{ MapFS fs.FS }

func (b bare) Open(name string) (fs.File, error) { return b.MapFS.Open(name) }

// ReadFile returns a file's content.
func (fsys MapFS) ReadFile(name string) ([]byte, error) { return fs.ReadFile(bare{fsys}, name) }

// ReadDir lists a folder.
func (fsys MapFS) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(bare{fsys}, name) }

// Glob returns the paths that match.
func (fsys MapFS) Glob(pattern string) ([]string, error) { return fs.Glob(bare{fsys}, pattern) }

// Sub returns the file system below a folder.
func (fsys MapFS) Sub(dir string) (fs.FS, error) { return fs.Sub(noSub{fsys}, dir) }

// noSub is a MapFS that leaves this work to package fs.
type noSub struct{ MapFS }

// Sub hides the method of MapFS.
func (noSub) Sub() {}

// An openFile is a file that is being read.
type openFile struct {
	*bytes.Reader
	info *entry
	path string
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

func (f *openFile) Seek(offset int64, whence int) (int64, error) {
	base := map[int]int64{io.SeekCurrent: f.Size() - int64(f.Len()), io.SeekEnd: f.Size()}[whence]
	if to := base + offset; to < 0 || to > f.Size() || whence < 0 || whence > 2 {
		return 0, fault("seek", f.path, fs.ErrInvalid)
	}
	return f.Reader.Seek(offset, whence)
}

func (f *openFile) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > f.Size() {
		return 0, fault("read", f.path, fs.ErrInvalid)
	}
	return f.Reader.ReadAt(b, offset)
}

// An openDir is a folder that is being listed.
type openDir struct {
	info *entry
	path string
	list []*entry // what is not listed yet
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read([]byte) (int, error) { return 0, fault("read", d.path, fs.ErrInvalid) }

func (d *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(d.list)
	if count > 0 {
		if n == 0 {
			return nil, io.EOF
		}
		n = min(n, count)
	}
	out := make([]fs.DirEntry, n)
	for i, e := range d.list[:n] {
		out[i] = e
	}
	d.list = d.list[n:]
	return out, nil
}
