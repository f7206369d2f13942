// Edges of os.Expand, filepath.EvalSymlinks and filepath.Glob.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

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
	_, err = filepath.Glob("/*" + strings.Repeat("/", 20000))
	fmt.Println(err)
	_, err = filepath.Glob(dir + "/*[")
	fmt.Println(err)
}
