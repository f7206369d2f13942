// io/fs and testing/fstest: patterns that are too deep, links in file systems below others, and walks that stop.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing/fstest"
)

func main() {
	files := fstest.MapFS{
		"a/b/file.txt": {Data: []byte("text"), Mode: 0o640}, "a/link": {Data: []byte("b/file.txt"), Mode: fs.ModeSymlink | 0o777}, "a/c/x.go": {Data: []byte("package x")}, "top.txt": {}, "d": {Mode: fs.ModeDir | 0o700},
	}
	for _, p := range []string{"*", "a/*", "*/*/*.go", "[", "a/[", "nothing/*", "a/?", "**", "", "top.txt"} {
		m, err := fs.Glob(files, p)
		fmt.Println(p, m, err)
	}
	_, err := fs.Glob(files, "/"+strings.Repeat("*/", 10001))
	fmt.Println(errors.Is(err, path.ErrBadPattern))
	sub, err := fs.Sub(files, "a")
	fmt.Println(err)
	for _, name := range []string{"link", "b", "b/file.txt", "none", "../top.txt", "."} {
		to, err := fs.ReadLink(sub, name)
		info, lerr := fs.Lstat(sub, name)
		mode := fs.FileMode(0)
		if lerr == nil {
			mode = info.Mode()
		}
		data, rerr := fs.ReadFile(sub, name)
		fmt.Println(name, to, err, mode, lerr, string(data), rerr)
	}
	err = fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		fmt.Print(p, " ", d.IsDir(), " ", err, "; ")
		switch p {
		case "a/b":
			return fs.SkipDir
		case "a/link":
			return fs.SkipAll
		}
		return nil
	})
	fmt.Println(err)
	fmt.Println(fs.WalkDir(files, "missing", func(p string, d fs.DirEntry, err error) error { return err }))
	for _, p := range []string{"", ".", "a", "a/", "/a", "a//b", "a/./b", "a/../b", "..", "é"} {
		fmt.Print(fs.ValidPath(p), " ")
	}
	fmt.Println(fs.FileMode(0o7755|fs.ModeDir|fs.ModeSticky), fs.ModeSymlink|0o777, fs.ModeNamedPipe, fs.ModeDevice|fs.ModeCharDevice, fs.FileMode(0), fs.FormatDirEntry(fs.FileInfoToDirEntry(must(fs.Stat(files, "d")))), fstest.TestFS(files, "top.txt", "a/c/x.go"))
}

func must(i fs.FileInfo, err error) fs.FileInfo {
	if err != nil {
		panic(err)
	}
	return i
}
