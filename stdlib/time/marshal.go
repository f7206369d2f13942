// This file holds the encoded forms of Time.

package time

import "errors"

const (
	binaryVersion1 = 1 // offset in minutes
	binaryVersion2 = 2 // and seconds
	offsetUTC      = -1
)

// AppendBinary appends the binary form of t to b.
func (t Time) AppendBinary(b []byte) ([]byte, error) {
	offset, seconds, version := int16(offsetUTC), int8(0), byte(binaryVersion1)
	if t.Location() != UTC {
		_, east := t.Zone()
		if rest := east % 60; rest != 0 {
			version, seconds = binaryVersion2, int8(rest)
		}
		minutes := east / 60
		if minutes < -32768 || minutes > 32767 || minutes == offsetUTC {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
		offset = int16(minutes)
	}
	b = append(b, version)
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(t.sec()>>shift))
	}
	for shift := 24; shift >= 0; shift -= 8 {
		b = append(b, byte(t.nsec()>>shift))
	}
	b = append(b, byte(offset>>8), byte(offset))
	if version == binaryVersion2 {
		b = append(b, byte(seconds))
	}
	return b, nil
}

// MarshalBinary returns the binary form of t.
func (t Time) MarshalBinary() (data []byte, err error) {
	if data, err = t.AppendBinary(nil); err != nil {
		data = nil
	}
	return data, err
}

// UnmarshalBinary sets t from its binary form.
func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	version := data[0]
	switch version {
	case binaryVersion1, binaryVersion2:
	default:
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	if len(data) != 15+int(version-binaryVersion1) {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	offset := int(int16(uint16(data[13])<<8|uint16(data[14]))) * 60
	if version == binaryVersion2 {
		offset += int(data[15]) // unsigned, as Go reads it
	}
	*t = Time{wall: uint64(number(data[9:13])), ext: number(data[1:9])}
	switch _, local, _, _, _ := Local.lookup(t.unixSec()); offset {
	case offsetUTC * 60:
		t.setLoc(&utcLoc)
	case local:
		t.setLoc(Local)
	default:
		t.setLoc(FixedZone("", offset))
	}
	return nil
}

// GobEncode returns the binary form of t.
func (t Time) GobEncode() ([]byte, error) { return t.MarshalBinary() }

// GobDecode sets t from its binary form.
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }

// appendStrict appends the RFC 3339 form; what says whose errors these are.
func (t Time) appendStrict(b []byte, what string) ([]byte, error) {
	if y := t.Year(); y < 0 || y > 9999 {
		return nil, errors.New(what + ": year outside of range [0,9999]")
	}
	if _, offset := t.Zone(); offset/3600 <= -24 || offset/3600 >= 24 {
		return nil, errors.New(what + ": timezone hour outside of range [0,23]")
	}
	return t.AppendFormat(b, RFC3339Nano), nil
}

// MarshalJSON returns t as a quoted text in RFC 3339 form.
func (t Time) MarshalJSON() ([]byte, error) {
	b, err := t.appendStrict([]byte{'"'}, "Time.MarshalJSON")
	if err != nil {
		return nil, err
	}
	return append(b, '"'), nil
}

// UnmarshalJSON sets t from a quoted text in RFC 3339 form; null leaves it alone.
func (t *Time) UnmarshalJSON(data []byte) (err error) {
	if string(data) == "null" {
		return nil
	}
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	*t, err = Parse(RFC3339, string(data[1:len(data)-1]))
	return
}

// AppendText appends t in RFC 3339 form to b.
func (t Time) AppendText(b []byte) ([]byte, error) { return t.appendStrict(b, "Time.AppendText") }

// MarshalText returns t in RFC 3339 form.
func (t Time) MarshalText() ([]byte, error) { return t.appendStrict(nil, "Time.MarshalText") }

// UnmarshalText sets t from RFC 3339 form.
func (t *Time) UnmarshalText(data []byte) (err error) {
	*t, err = Parse(RFC3339, string(data))
	return
}
