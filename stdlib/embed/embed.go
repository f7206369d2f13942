// Package embed gives a program files that its compiler read. A variable of type
// string, []byte or FS, declared alone at package level below a line
//
//	//go:embed pattern ...
//
// holds the files that the patterns name, from the package's folder on.
package embed

import (
	"io"
	"io/fs"
	"sort"
	"time"
)

// FS is a tree of files that cannot be changed. The zero FS is empty.
type FS struct {
	// The compiler fills this in: the files and their folders, in the order of the
	// folders that they lie in, then of their names.
	files *[]file
}

// file is a file, or a folder, whose name ends in a slash. The compiler knows its
// fields.
type file struct {
	name string
	data string
	hash [16]byte
}

var (
	_ fs.ReadDirFS  = FS{}
	_ fs.ReadFileFS = FS{}
)

// place takes the name of a file apart: the folder it lies in, its name there, and
// whether it is a folder.
func place(name string) (dir, base string, isDir bool) {
	if n := len(name); n > 0 && name[n-1] == '/' {
		name, isDir = name[:n-1], true
	}
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' {
			return name[:i], name[i+1:], isDir
		}
	}
	return ".", name, isDir
}

// from returns the index of the first file that does not lie before base in dir.
func (f FS) from(dir, base string) int {
	return sort.Search(len(*f.files), func(i int) bool {
		d, b, _ := place((*f.files)[i].name)
		return d > dir || d == dir && b >= base
	})
}

var root = file{name: "./"}

// find returns a file by name, nil where there is none.
func (f FS) find(name string) *file {
	if name == "." {
		return &root
	}
	if f.files == nil || !fs.ValidPath(name) {
		return nil
	}
	dir, base, _ := place(name)
	i := f.from(dir, base)
	if i == len(*f.files) {
		return nil
	}
	if d, b, _ := place((*f.files)[i].name); d != dir || b != base {
		return nil
	}
	return &(*f.files)[i]
}

// inside returns the files of a folder.
func (f FS) inside(dir string) []file {
	if f.files == nil {
		return nil
	}
	begin := f.from(dir, "")
	end := begin
	for end < len(*f.files) {
		if d, _, _ := place((*f.files)[end].name); d != dir {
			break
		}
		end++
	}
	return (*f.files)[begin:end]
}

// Open opens a file or folder. A file is an io.Seeker and io.ReaderAt as well.
func (f FS) Open(name string) (fs.File, error) {
	x := f.find(name)
	switch {
	case x == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case x.IsDir():
		return &openDir{f: x, rest: f.inside(name)}, nil
	}
	return &openFile{f: x}, nil
}

// ReadDir returns what lies in a folder, by name.
func (f FS) ReadDir(name string) ([]fs.DirEntry, error) {
	d, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	dir, ok := d.(*openDir)
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: notDir}
	}
	list := make([]fs.DirEntry, 0, len(dir.rest))
	for i := range dir.rest {
		list = append(list, &dir.rest[i])
	}
	return list, nil
}

// ReadFile returns what a file holds.
func (f FS) ReadFile(name string) ([]byte, error) {
	x := f.find(name)
	switch {
	case x == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case x.IsDir():
		return nil, &fs.PathError{Op: "read", Path: name, Err: isDir}
	}
	return []byte(x.data), nil
}

// fault is an error of a name that is used for something else.
type fault string

func (f fault) Error() string { return string(f) }

const (
	notDir fault = "not a directory"
	isDir  fault = "is a directory"
)

// A file is its own fs.FileInfo and fs.DirEntry.

func (f *file) Name() string {
	_, base, _ := place(f.name)
	return base
}

func (f *file) IsDir() bool {
	_, _, dir := place(f.name)
	return dir
}

func (f *file) Mode() fs.FileMode {
	if f.IsDir() {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

func (f *file) Size() int64                { return int64(len(f.data)) }
func (f *file) ModTime() time.Time         { return time.Time{} }
func (f *file) Sys() any                   { return nil }
func (f *file) Type() fs.FileMode          { return f.Mode().Type() }
func (f *file) Info() (fs.FileInfo, error) { return f, nil }
func (f *file) String() string             { return fs.FormatFileInfo(f) }

type openFile struct {
	f  *file
	at int64
}

func (o *openFile) Close() error               { return nil }
func (o *openFile) Stat() (fs.FileInfo, error) { return o.f, nil }

func (o *openFile) invalid(op string) error {
	return &fs.PathError{Op: op, Path: o.f.name, Err: fs.ErrInvalid}
}

func (o *openFile) Read(b []byte) (int, error) {
	if o.at >= o.f.Size() {
		return 0, io.EOF
	}
	n := copy(b, o.f.data[o.at:])
	o.at += int64(n)
	return n, nil
}

func (o *openFile) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > o.f.Size() {
		return 0, o.invalid("read")
	}
	n := copy(b, o.f.data[offset:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (o *openFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += o.at
	case io.SeekEnd:
		offset += o.f.Size()
	}
	if offset < 0 || offset > o.f.Size() {
		return 0, o.invalid("seek")
	}
	o.at = offset
	return offset, nil
}

type openDir struct {
	f    *file
	rest []file // not given yet
}

func (o *openDir) Close() error               { return nil }
func (o *openDir) Stat() (fs.FileInfo, error) { return o.f, nil }

func (o *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: o.f.name, Err: isDir}
}

func (o *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(o.rest)
	if count > 0 {
		if n == 0 {
			return nil, io.EOF
		}
		n = min(n, count)
	}
	list := make([]fs.DirEntry, n)
	for i := range list {
		list[i] = &o.rest[i]
	}
	o.rest = o.rest[n:]
	return list, nil
}
