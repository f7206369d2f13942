// path and path/filepath: cleaning, joining, splitting, matching and relating paths.
package main

import (
	"fmt"
	"path"
	"path/filepath"
)

func main() {
	paths := []string{"", ".", "..", "/", "//", "a", "a/", "/a", "a//b", "a/./b", "a/../b", "../a", "a/../..", "/..", "/../a/", "a/b/../../..", "./a", "a.b.c", ".hidden", "a/.b", "é/日", "a\\b", "...", "a/b.txt/"}
	for _, p := range paths {
		d, f := path.Split(p)
		fmt.Printf("%q: %q %q %q %q %v %q %q | %q %q %v %q %q\n", p, path.Clean(p), path.Base(p), path.Dir(p), path.Ext(p), path.IsAbs(p), d, f, filepath.Clean(p), filepath.Ext(p), filepath.IsLocal(p), filepath.VolumeName(p), filepath.ToSlash(p))
		l, err := filepath.Localize(p)
		fmt.Printf("  %q %v %q\n", l, err, filepath.SplitList(p+":x::y"))
		for _, q := range []string{"", "..", "b", "/c", "../x"} {
			r, err := filepath.Rel(p, q)
			fmt.Printf("  %q join %q rel %q %v\n", q, path.Join(p, q), r, err)
		}
	}
	fmt.Printf("%q %q %q\n", path.Join(), path.Join("", ""), filepath.Join("a", "", "../b", "/c"))
	patterns := []string{"", "*", "a*", "*c", "a*c", "a?c", "[abc]", "[^a]", "[a-c]x", "[!a]", "[]", "[a", "[-]", "[a-]", "\\*", "\\", "a\\", "*/*", "**", "[\\]]", "é?", "a[", "a*b*c*d", "[x-", "*x[", "[a-ce-g]", "[^]"}
	names := []string{"", "a", "abc", "ac", "a/c", "ax", "cx", "*", "]", "-", "é日", "aXbYcZd", "e"}
	for _, p := range patterns {
		for _, n := range names {
			ok, err := path.Match(p, n)
			fok, ferr := filepath.Match(p, n)
			fmt.Print(ok, " ", err, " ", fok == ok, ferr == err, "; ")
		}
		fmt.Println(p)
	}
}
