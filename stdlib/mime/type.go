// This file knows which files have which media types: some of its own, and those of the system's tables.

package mime

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
)

const known = `.ai application/postscript|.apk application/vnd.android.package-archive|.apng image/apng|.avif image/avif|` +
	`.bin application/octet-stream|.bmp image/bmp|.com application/octet-stream|.css text/css|.csv text/csv|` +
	`.doc application/msword|.docx application/vnd.openxmlformats-officedocument.wordprocessingml.document|.ehtml text/html|` +
	`.eml message/rfc822|.eps application/postscript|.exe application/octet-stream|.flac audio/flac|.gif image/gif|` +
	`.gz application/gzip|.htm text/html|.html text/html|.ico image/vnd.microsoft.icon|.ics text/calendar|.jfif image/jpeg|` +
	`.jpeg image/jpeg|.jpg image/jpeg|.js text/javascript|.json application/json|.m4a audio/mp4|.md text/markdown|` +
	`.mjs text/javascript|.mp3 audio/mpeg|.mp4 video/mp4|.mpeg video/mpeg|.oga audio/ogg|.ogg audio/ogg|.ogv video/ogg|` +
	`.opus audio/ogg|.pdf application/pdf|.pjp image/jpeg|.pjpeg image/jpeg|.png image/png|.ppt application/vnd.ms-powerpoint|` +
	`.pptx application/vnd.openxmlformats-officedocument.presentationml.presentation|.ps application/postscript|` +
	`.rdf application/rdf+xml|.rtf application/rtf|.shtml text/html|.svg image/svg+xml|.tar application/x-tar|` +
	`.text text/plain|.tif image/tiff|.tiff image/tiff|.txt text/plain|.wasm application/wasm|.wav audio/wav|.webm audio/webm|` +
	`.webp image/webp|.woff font/woff|.woff2 font/woff2|.xbl text/xml|.xbm image/x-xbitmap|.xht application/xhtml+xml|` +
	`.xhtml application/xhtml+xml|.xls application/vnd.ms-excel|` +
	`.xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet|.xml text/xml|.xsl text/xml|.zip application/zip`

// table is filled when it is first asked for.
type table struct {
	sync.RWMutex
	types   map[string]string // by extension, and by extension in small letters
	endings map[string][]string
}

var types = sync.OnceValue(func() *table {
	t := &table{types: map[string]string{}, endings: map[string][]string{}}
	for row := range strings.SplitSeq(known, "|") {
		ext, typ, _ := strings.Cut(row, " ")
		t.set(ext, typ)
	}
	t.fromSystem()
	return t
})

// fromSystem reads the first table of the system that there is.
func (t *table) fromSystem() {
	for _, name := range []string{"/usr/local/share/mime/globs2", "/usr/share/mime/globs2"} {
		if readLines(name, func(line string) {
			// weight:type:*.ext, the heaviest first
			f := strings.Split(line, ":")
			if len(f) < 3 || !strings.HasPrefix(f[2], "*.") || strings.ContainsAny(f[2][2:], "?[*") {
				return
			}
			if ext := f[2][1:]; t.types[ext] == "" {
				t.set(ext, f[1])
			}
		}) {
			return
		}
	}
	for _, name := range []string{"/etc/mime.types", "/etc/apache2/mime.types", "/etc/apache/mime.types", "/etc/httpd/conf/mime.types"} {
		readLines(name, func(line string) {
			f := strings.Fields(line)
			for i := 1; i < len(f) && f[i][0] != '#'; i++ {
				t.set("."+f[i], f[0])
			}
		})
	}
}

func readLines(name string, do func(string)) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		if line := in.Text(); line != "" && line[0] != '#' {
			do(line)
		}
	}
	return true
}

// set notes the type of an extension. Texts are in UTF-8 unless they say otherwise.
func (t *table) set(ext, typ string) error {
	plain, params, err := ParseMediaType(typ)
	if err != nil {
		return err
	}
	if strings.HasPrefix(typ, "text/") && params["charset"] == "" {
		params["charset"] = "utf-8"
		typ = FormatMediaType(typ, params)
	}
	small := strings.ToLower(ext)
	t.types[ext], t.types[small] = typ, typ
	if !slices.Contains(t.endings[plain], small) {
		t.endings[plain] = append(t.endings[plain], small)
	}
	return nil
}

// TypeByExtension returns the media type of files with an extension, which begins with a period; or "".
func TypeByExtension(ext string) string {
	t := types()
	t.RLock()
	defer t.RUnlock()
	if typ := t.types[ext]; typ != "" {
		return typ
	}
	return t.types[strings.ToLower(ext)]
}

// ExtensionsByType returns the extensions of files of a media type.
func ExtensionsByType(typ string) ([]string, error) {
	plain, _, err := ParseMediaType(typ)
	if err != nil {
		return nil, err
	}
	t := types()
	t.RLock()
	defer t.RUnlock()
	list := slices.Clone(t.endings[plain])
	slices.Sort(list)
	return list, nil
}

// AddExtensionType makes typ the type of an extension.
func AddExtensionType(ext, typ string) error {
	if !strings.HasPrefix(ext, ".") {
		return fmt.Errorf("mime: extension %q missing leading dot", ext)
	}
	if typ == "" {
		return errors.New("mime: no media type")
	}
	t := types()
	t.Lock()
	defer t.Unlock()
	return t.set(ext, typ)
}
