// Edges of os.Expand, filepath.EvalSymlinks, filepath.Glob and fs.FormatFileInfo.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// info is a file of some size.
type info int64

func (i info) Name() string       { return "name" }
func (i info) Size() int64        { return int64(i) }
func (i info) Mode() fs.FileMode  { return 0o640 }
func (i info) ModTime() time.Time { return time.Unix(0, 0).UTC() }
func (i info) IsDir() bool        { return i == 9 }
func (i info) Sys() any           { return nil }

func main() {
	name := func(s string) string { return "<" + s + ">" }
	for _, s := range []string{"", "$", "${", "${}", "$$", "$1x", "${*}", "${**}", "$x_1-y", "a$", "a${b", "a${}c", "${a}$b", "$-", "${ }", "$ü", "${ü}"} {
		fmt.Printf("%q %q\n", s, os.Expand(s, name))
	}
	dir, err := os.MkdirTemp("", "edges")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	os.WriteFile(dir+"/file", nil, 0o644)
	os.Mkdir(dir+"/sub", 0o755)
	os.Symlink("file", dir+"/link")
	os.Symlink("sub/", dir+"/dirlink")
	os.Symlink("loop", dir+"/loop")
	for _, s := range []string{"file", "file/", "file/.", "file/..", "link", "link/", "link/..", "dirlink", "dirlink/", "dirlink/../file", "loop", "no", "sub/../file/x"} {
		got, err := filepath.EvalSymlinks(dir + "/" + s)
		fmt.Println(s, strings.TrimPrefix(got, dir), strings.ReplaceAll(fmt.Sprint(err), dir, "DIR"))
	}
	for _, size := range []int64{0, 9, 10, -1, -1 << 63, 1<<63 - 1} {
		fmt.Println(fs.FormatFileInfo(info(size)))
	}
	_, err = filepath.Glob("/*" + strings.Repeat("/", 20000))
	fmt.Println(err)
	_, err = filepath.Glob(dir + "/*[")
	fmt.Println(err)
}
