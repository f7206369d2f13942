// This file guesses what data is, as the WHATWG's text on sniffing says.

package http

import (
	"bytes"
	"encoding/binary"
)

// sniffLength is how much of the data counts.
const sniffLength = 512

// signatures are beginnings of data and what they mean. A ? stands for any byte.
var signatures = []struct{ begin, kind string }{
	{"%PDF-", "application/pdf"}, {"%!PS-Adobe-", "application/postscript"},
	{"\xFE\xFF", "text/plain; charset=utf-16be"}, {"\xFF\xFE", "text/plain; charset=utf-16le"}, {"\xEF\xBB\xBF", "text/plain; charset=utf-8"},
	{"\x00\x00\x01\x00", "image/x-icon"}, {"\x00\x00\x02\x00", "image/x-icon"}, {"BM", "image/bmp"}, {"GIF87a", "image/gif"}, {"GIF89a", "image/gif"},
	{"RIFF????WEBPVP", "image/webp"}, {"\x89PNG\x0D\x0A\x1A\x0A", "image/png"}, {"\xFF\xD8\xFF", "image/jpeg"},
	{"FORM????AIFF", "audio/aiff"}, {"ID3", "audio/mpeg"}, {"OggS\x00", "application/ogg"}, {"MThd\x00\x00\x00\x06", "audio/midi"},
	{"RIFF????AVI ", "video/avi"}, {"RIFF????WAVE", "audio/wave"}, {"\x1A\x45\xDF\xA3", "video/webm"},
	{"\x00\x01\x00\x00", "font/ttf"}, {"OTTO", "font/otf"}, {"ttcf", "font/collection"}, {"wOFF", "font/woff"}, {"wOF2", "font/woff2"},
	{"\x1F\x8B\x08", "application/x-gzip"}, {"PK\x03\x04", "application/zip"},
	{"Rar!\x1A\x07\x00", "application/x-rar-compressed"}, {"Rar!\x1A\x07\x01\x00", "application/x-rar-compressed"}, {"\x00\x61\x73\x6D", "application/wasm"},
}

// tags begin HTML, in any case; a blank or > follows.
var tags = []string{"<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<IFRAME", "<H1", "<DIV", "<FONT", "<TABLE", "<A", "<STYLE", "<TITLE", "<B", "<BODY", "<BR", "<P", "<!--"}

// DetectContentType returns the media type that data seems to have, by its first 512 bytes; application/octet-stream
// where it cannot tell.
func DetectContentType(data []byte) string {
	data = data[:min(len(data), sniffLength)]
	text := bytes.TrimLeft(data, "\t\n\x0c\r ")
	for _, tag := range tags {
		if len(text) > len(tag) && bytes.EqualFold(text[:len(tag)], []byte(tag)) && (text[len(tag)] == ' ' || text[len(tag)] == '>') {
			return "text/html; charset=utf-8"
		}
	}
	if bytes.HasPrefix(text, []byte("<?xml")) {
		return "text/xml; charset=utf-8"
	}
	for _, s := range signatures {
		if begins(data, s.begin) {
			return s.kind
		}
	}
	// The brands of an ISO base media file.
	if len(data) >= 12 && string(data[4:8]) == "ftyp" {
		size := int(binary.BigEndian.Uint32(data))
		for at := 8; size%4 == 0 && at+4 <= size && size <= len(data); at += 4 {
			if at != 12 && string(data[at:at+3]) == "mp4" {
				return "video/mp4"
			}
		}
	}
	if len(data) >= 36 && string(data[34:36]) == "LP" {
		return "application/vnd.ms-fontobject"
	}
	for _, c := range text {
		if c <= 8 || c == 0x0b || 0x0e <= c && c <= 0x1a || 0x1c <= c && c <= 0x1f {
			return "application/octet-stream"
		}
	}
	return "text/plain; charset=utf-8"
}

func begins(data []byte, with string) bool {
	if len(data) < len(with) {
		return false
	}
	for i := 0; i < len(with); i++ {
		if with[i] != '?' && with[i] != data[i] {
			return false
		}
	}
	return true
}
