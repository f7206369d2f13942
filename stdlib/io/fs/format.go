package fs

import "time"

// FormatFileInfo gives "mode size date time name", with a slash behind a folder's name.
func FormatFileInfo(info FileInfo) string {
	s := info.Mode().String() + " " + digits(info.Size()) + " " + info.ModTime().Format(time.DateTime) + " " + info.Name()
	if info.IsDir() {
		s += "/"
	}
	return s
}

// FormatDirEntry gives the type letters and the name, with a slash behind a folder's.
func FormatDirEntry(d DirEntry) string {
	mode := d.Type().String()
	s := mode[:len(mode)-9] + " " + d.Name()
	if d.IsDir() {
		s += "/"
	}
	return s
}

// digits writes a number in base ten.
func digits(n int64) string {
	if n < 0 {
		return "-" + digits(-n)
	}
	var b [20]byte
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		if n /= 10; n == 0 {
			return string(b[i:])
		}
	}
}
