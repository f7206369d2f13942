// This file serves files.

package http

import (
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"mime"
	"net/textproto"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"time"
)

// FileSystem opens files by names with slashes.
type FileSystem interface {
	Open(name string) (File, error)
}

// File is a file or a folder.
type File interface {
	io.ReadSeekCloser
	Readdir(count int) ([]fs.FileInfo, error)
	Stat() (fs.FileInfo, error)
}

// Dir is the folder of that name as a FileSystem; "" stands for the current one.
type Dir string

// Open opens a file in the folder.
func (d Dir) Open(name string) (File, error) {
	name = path.Clean("/" + name)[1:]
	if name == "" {
		name = "."
	}
	local, err := filepath.Localize(name)
	if err != nil {
		return nil, errors.New("http: invalid or unsafe file path")
	}
	folder := string(d)
	if folder == "" {
		folder = "."
	}
	f, err := os.Open(filepath.Join(folder, local))
	if err != nil {
		// What is asked for below a file is not there.
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			for up := path.Dir(name); up != "."; up = path.Dir(up) {
				if info, bad := os.Stat(filepath.Join(folder, up)); bad == nil && !info.IsDir() {
					return nil, fs.ErrNotExist
				}
			}
		}
		return nil, err
	}
	return f, nil
}

// FS makes a FileSystem of an fs.FS, whose files must be able to seek.
func FS(fsys fs.FS) FileSystem { return anyFS{fsys} }

type anyFS struct{ fsys fs.FS }

func (a anyFS) Open(name string) (File, error) {
	if name == "/" {
		name = "."
	} else {
		name = strings.TrimPrefix(name, "/")
	}
	f, err := a.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	return anyFile{f}, nil
}

type anyFile struct{ fs.File }

func (f anyFile) Seek(offset int64, whence int) (int64, error) {
	s, ok := f.File.(io.Seeker)
	if !ok {
		return 0, errors.New("io.File missing Seek method")
	}
	return s.Seek(offset, whence)
}

func (f anyFile) Readdir(count int) (list []fs.FileInfo, err error) {
	d, ok := f.File.(fs.ReadDirFile)
	if !ok {
		return nil, errors.New("io.File directory missing ReadDir method")
	}
	entries, err := d.ReadDir(count)
	for _, e := range entries {
		info, bad := e.Info()
		if bad != nil {
			return list, bad
		}
		list = append(list, info)
	}
	return list, err
}

// FileServer serves what is in a file system. A folder shows its index.html, or else what is in it.
func FileServer(root FileSystem) Handler { return fileServer{root} }

// FileServerFS is FileServer of an fs.FS.
func FileServerFS(root fs.FS) Handler { return FileServer(FS(root)) }

type fileServer struct{ root FileSystem }

func (f fileServer) ServeHTTP(w ResponseWriter, r *Request) {
	if !strings.HasPrefix(r.URL.Path, "/") {
		r.URL.Path = "/" + r.URL.Path
	}
	serveFile(w, r, f.root, path.Clean(r.URL.Path), true)
}

// ServeFile serves a file or a folder. A request with .. in its path is refused.
func ServeFile(w ResponseWriter, r *Request, name string) {
	if !dotDot(w, r) {
		dir, file := filepath.Split(name)
		serveFile(w, r, Dir(dir), file, false)
	}
}

// ServeFileFS is ServeFile of a file in an fs.FS.
func ServeFileFS(w ResponseWriter, r *Request, fsys fs.FS, name string) {
	if !dotDot(w, r) {
		serveFile(w, r, FS(fsys), name, false)
	}
}

func dotDot(w ResponseWriter, r *Request) bool {
	for e := range strings.FieldsFuncSeq(r.URL.Path, func(c rune) bool { return c == '/' || c == '\\' }) {
		if e == ".." {
			Error(w, "invalid URL path", StatusBadRequest)
			return true
		}
	}
	return false
}

func localRedirect(w ResponseWriter, r *Request, to string) {
	if q := r.URL.RawQuery; q != "" {
		to += "?" + q
	}
	w.Header().Set("Location", to)
	w.WriteHeader(StatusMovedPermanently)
}

const indexPage = "/index.html"

// serveFile serves a file. canonical: folders end in a slash, files do not, and index.html is its folder.
func serveFile(w ResponseWriter, r *Request, fsys FileSystem, name string, canonical bool) {
	at := r.URL.Path
	if strings.HasSuffix(at, indexPage) {
		localRedirect(w, r, "./")
		return
	}
	f, err := fsys.Open(name)
	if err != nil {
		fileError(w, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		fileError(w, err)
		return
	}
	slash := strings.HasSuffix(at, "/")
	switch {
	case canonical && info.IsDir() && !slash:
		localRedirect(w, r, path.Base(at)+"/")
		return
	case canonical && !info.IsDir() && slash && at != "":
		localRedirect(w, r, "../"+path.Base(at))
		return
	case info.IsDir() && (at == "" || !slash):
		localRedirect(w, r, path.Base(at)+"/")
		return
	}
	if info.IsDir() {
		index, err := fsys.Open(strings.TrimSuffix(name, "/") + indexPage)
		if err != nil {
			listFolder(w, r, f, info)
			return
		}
		defer index.Close()
		if f, name = index, indexPage; err == nil {
			if info, err = f.Stat(); err != nil {
				fileError(w, err)
				return
			}
		}
	}
	serveContent(w, r, info.Name(), info.ModTime(), info.Size(), f)
}

func fileError(w ResponseWriter, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		instead(w, "404 page not found", StatusNotFound)
	case errors.Is(err, fs.ErrPermission):
		instead(w, "403 Forbidden", StatusForbidden)
	default:
		instead(w, "500 Internal Server Error", StatusInternalServerError)
	}
}

// instead answers with an error, without what the header says of the file.
func instead(w ResponseWriter, text string, code int) {
	for _, key := range []string{"Cache-Control", "Content-Encoding", "Etag", "Last-Modified"} {
		w.Header().Del(key)
	}
	Error(w, text, code)
}

// listFolder shows what is in a folder.
func listFolder(w ResponseWriter, r *Request, f File, info fs.FileInfo) {
	t := info.ModTime()
	if !changedSince(r, t) {
		notModified(w)
		return
	}
	if !isZero(t) {
		w.Header().Set("Last-Modified", t.UTC().Format(TimeFormat))
	}
	list, err := f.Readdir(-1)
	if err != nil {
		Error(w, "Error reading directory", StatusInternalServerError)
		return
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name() < list[j].Name() })
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, "<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n")
	for _, one := range list {
		name := one.Name()
		if one.IsDir() {
			name += "/"
		}
		fmt.Fprintf(w, "<a href=\"%s\">%s</a>\n", (&url.URL{Path: name}).String(), html.EscapeString(name))
	}
	io.WriteString(w, "</pre>\n")
}

// ServeContent answers with content: its type by the name or by the beginning, its length by seeking, and parts or
// nothing of it where the request asks for that.
func ServeContent(w ResponseWriter, req *Request, name string, modtime time.Time, content io.ReadSeeker) {
	size, err := content.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = content.Seek(0, io.SeekStart)
	}
	if err != nil {
		Error(w, "seeker can't seek", StatusInternalServerError)
		return
	}
	serveContent(w, req, name, modtime, size, content)
}

func isZero(t time.Time) bool { return t.IsZero() || t.Equal(time.Unix(0, 0)) }

// changedSince reports whether something is younger than a request's If-Modified-Since.
func changedSince(r *Request, t time.Time) bool {
	since := r.Header.Get("If-Modified-Since")
	if r.Method != MethodGet && r.Method != MethodHead || since == "" || isZero(t) {
		return true
	}
	limit, err := ParseTime(since)
	return err != nil || t.Truncate(time.Second).After(limit)
}

func notModified(w ResponseWriter) {
	h := w.Header()
	for _, key := range []string{"Content-Type", "Content-Length", "Content-Encoding"} {
		h.Del(key)
	}
	if h.Get("Etag") != "" {
		h.Del("Last-Modified")
	}
	w.WriteHeader(StatusNotModified)
}

// hasTag reports whether a list of entity tags has one; weak ones count if they may.
func hasTag(list, tag string, weak bool) bool {
	if list = textproto.TrimString(list); list == "*" {
		return true
	}
	for t := range strings.SplitSeq(list, ",") {
		t = textproto.TrimString(t)
		if weak {
			t, tag = strings.TrimPrefix(t, "W/"), strings.TrimPrefix(tag, "W/")
		}
		if t == tag && tag != "" && !strings.HasPrefix(t, "W/") {
			return true
		}
	}
	return false
}

// conditions looks at what a request makes its answer depend on. It may complete the answer; or it returns the ranges
// that are asked for.
func conditions(w ResponseWriter, r *Request, t time.Time) (done bool, ranges string) {
	tag, get := w.Header().Get("Etag"), r.Method == MethodGet || r.Method == MethodHead
	if list := r.Header.Get("If-Match"); list != "" {
		if !hasTag(list, tag, false) {
			w.WriteHeader(StatusPreconditionFailed)
			return true, ""
		}
	} else if since := r.Header.Get("If-Unmodified-Since"); since != "" && !isZero(t) {
		if limit, err := ParseTime(since); err == nil && t.Truncate(time.Second).After(limit) {
			w.WriteHeader(StatusPreconditionFailed)
			return true, ""
		}
	}
	if list := r.Header.Get("If-None-Match"); list != "" {
		if hasTag(list, tag, true) {
			if get {
				notModified(w)
			} else {
				w.WriteHeader(StatusPreconditionFailed)
			}
			return true, ""
		}
	} else if !changedSince(r, t) {
		notModified(w)
		return true, ""
	}
	ranges = r.Header.Get("Range")
	if only := r.Header.Get("If-Range"); ranges != "" && only != "" && get {
		if strings.HasPrefix(only, `"`) {
			if !hasTag(only, tag, false) {
				ranges = ""
			}
		} else if limit, err := ParseTime(only); err != nil || isZero(t) || t.Unix() != limit.Unix() {
			ranges = ""
		}
	}
	return false, ranges
}

// span is a part of a content.
type span struct{ from, length int64 }

func (s span) header(size int64) string {
	return fmt.Sprintf("bytes %d-%d/%d", s.from, s.from+s.length-1, size)
}

var errNoOverlap = errors.New("invalid range: failed to overlap")

// parseRange reads a Range header.
func parseRange(s string, size int64) (list []span, err error) {
	bad := errors.New("invalid range")
	if s == "" {
		return nil, nil
	}
	s, ok := strings.CutPrefix(s, "bytes=")
	if !ok {
		return nil, bad
	}
	outside := false
	for part := range strings.SplitSeq(s, ",") {
		if part = textproto.TrimString(part); part == "" {
			continue
		}
		first, last, ok := strings.Cut(part, "-")
		first, last = textproto.TrimString(first), textproto.TrimString(last)
		if !ok || first == "" && (last == "" || last[0] == '-') {
			return nil, bad
		}
		from, to := int64(0), size-1
		if first == "" {
			n, err := strconv.ParseInt(last, 10, 64)
			if err != nil || n < 0 {
				return nil, bad
			}
			from = size - min(n, size)
		} else {
			if from, err = strconv.ParseInt(first, 10, 64); err != nil || from < 0 {
				return nil, bad
			}
			if from >= size {
				outside = true
				continue
			}
			if last != "" {
				n, err := strconv.ParseInt(last, 10, 64)
				if err != nil || from > n {
					return nil, bad
				}
				to = min(n, to)
			}
		}
		list = append(list, span{from, to - from + 1})
	}
	if outside && len(list) == 0 {
		return nil, errNoOverlap
	}
	return list, nil
}

func serveContent(w ResponseWriter, r *Request, name string, t time.Time, size int64, content io.ReadSeeker) {
	h := w.Header()
	if !isZero(t) {
		h.Set("Last-Modified", t.UTC().Format(TimeFormat))
	}
	done, asked := conditions(w, r, t)
	if done {
		return
	}
	code, length, out := StatusOK, size, io.Reader(content)
	if _, given := h["Content-Type"]; !given {
		kind := mime.TypeByExtension(filepath.Ext(name))
		if kind == "" {
			begin := make([]byte, sniffLength)
			n, _ := io.ReadFull(content, begin)
			kind = DetectContentType(begin[:n])
			if _, err := content.Seek(0, io.SeekStart); err != nil {
				instead(w, "seeker can't seek", StatusInternalServerError)
				return
			}
		}
		h.Set("Content-Type", kind)
	}
	parts, err := parseRange(asked, size)
	switch {
	case err == errNoOverlap && size == 0:
		parts = nil // as others do
	case err != nil:
		if err == errNoOverlap {
			h.Set("Content-Range", fmt.Sprintf("bytes */%d", size))
		}
		instead(w, err.Error(), StatusRequestedRangeNotSatisfiable)
		return
	}
	total := int64(0)
	for _, p := range parts {
		total += p.length
	}
	if len(parts) != 1 || total > size {
		parts = nil // all of it answers several parts too
	}
	if len(parts) == 1 {
		if _, err := content.Seek(parts[0].from, io.SeekStart); err != nil {
			instead(w, err.Error(), StatusRequestedRangeNotSatisfiable)
			return
		}
		code, length = StatusPartialContent, parts[0].length
		h.Set("Content-Range", parts[0].header(size))
	}
	h.Set("Accept-Ranges", "bytes")
	if h.Get("Content-Encoding") == "" || len(parts) > 0 {
		h.Set("Content-Length", strconv.FormatInt(length, 10))
	}
	w.WriteHeader(code)
	if r.Method != MethodHead {
		io.CopyN(w, out, length)
	}
}
