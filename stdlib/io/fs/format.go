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
	var b [20]byte
	i := len(b)
	rest := uint64(n)
	if n < 0 {
		rest = -rest // right for the least number, too
	}
	for {
		i--
		b[i] = byte('0' + rest%10)
		if rest /= 10; rest == 0 {
			break
		}
	}
	if n < 0 {
		i--
		b[i] = '-'
	}
	return string(b[i:])
}
