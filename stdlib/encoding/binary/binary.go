// Package binary converts numbers to bytes in either order, and values made of such
// numbers, and knows numbers of variable length (varints).
//
// A fixed-size value is a bool, a number whose type says its size, or an array or
// struct of such. Values are converted in memory: a walk over the type finds the runs
// of equal numbers, and a native copies a run or turns its bytes round.
package binary

import (
	"errors"
	"io"
	"reflect"
	"slices"
	"unsafe"
)

var errShort = errors.New("buffer too small")

// copyRun copies numbers of width bytes and turns their bytes round where swap is set.
func copyRun(dst, src []byte, width int, swap bool)

// widthOf is the size of the numbers that a fixed-size kind is made of, and 0 for
// other kinds.
func widthOf(k reflect.Kind) int {
	switch k {
	case reflect.Bool, reflect.Int8, reflect.Uint8:
		return 1
	case reflect.Int16, reflect.Uint16:
		return 2
	case reflect.Int32, reflect.Uint32, reflect.Float32, reflect.Complex64:
		return 4
	case reflect.Int64, reflect.Uint64, reflect.Float64, reflect.Complex128:
		return 8
	}
	return 0
}

// sizeOf is the number of bytes that a fixed-size type is written as, -1 for others.
func sizeOf(t reflect.Type) int {
	switch k := t.Kind(); k {
	case reflect.Array:
		if n := sizeOf(t.Elem()); n >= 0 {
			return n * t.Len()
		}
		return -1
	case reflect.Struct:
		sum := 0
		for i := range t.NumField() {
			n := sizeOf(t.Field(i).Type)
			if n < 0 {
				return -1
			}
			sum += n
		}
		return sum
	default:
		if widthOf(k) == 0 {
			return -1
		}
		return int(t.Size())
	}
}

// sizeOfValue is sizeOf for a value, which may be a slice.
func sizeOfValue(v reflect.Value) int {
	if !v.IsValid() {
		return -1
	}
	t := v.Type()
	if t.Kind() != reflect.Slice {
		return sizeOf(t)
	}
	n := sizeOf(t.Elem())
	if n < 0 && t.Elem().Kind() != reflect.Struct {
		return -1
	}
	return n * v.Len()
}

// Size returns how many bytes Write would write for v, a fixed-size value, a slice of
// them, or a pointer to one of these; -1 where it is something else.
func Size(v any) int { return sizeOfValue(reflect.Indirect(reflect.ValueOf(v))) }

// walker converts between memory and bytes.
type walker struct {
	order   ByteOrder
	swap    bool // the order is the other one than the machine's
	foreign bool // the order is not one of this package's
	reading bool // from bytes to memory
	bytes   []byte
}

func newWalker(order ByteOrder, bytes []byte, reading bool) *walker {
	w := &walker{order: order, bytes: bytes, reading: reading}
	switch order.(type) {
	case littleEndian, nativeEndian:
	case bigEndian:
		w.swap = true
	default:
		w.foreign = true
	}
	return w
}

// value converts v. A value that is not in memory is copied there first.
func (w *walker) value(v reflect.Value) {
	t := v.Type()
	if t.Kind() == reflect.Slice {
		w.elements(t.Elem(), v.UnsafePointer(), v.Len())
		return
	}
	if !v.CanAddr() {
		p := reflect.New(t)
		p.Elem().Set(v)
		v = p.Elem()
	}
	w.walk(t, v.Addr().UnsafePointer())
}

func (w *walker) walk(t reflect.Type, p unsafe.Pointer) {
	switch t.Kind() {
	case reflect.Array:
		w.elements(t.Elem(), p, t.Len())
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			switch {
			case f.Name == "_":
				w.skip(sizeOf(f.Type))
			case w.reading && !f.IsExported() && sizeOf(f.Type) > 0:
				panic("reflect: reflect.Value." + setterOf(f.Type) + " using value obtained using unexported field")
			default:
				w.walk(f.Type, unsafe.Add(p, f.Offset))
			}
		}
	default:
		w.elements(t, p, 1)
	}
}

func (w *walker) elements(t reflect.Type, p unsafe.Pointer, n int) {
	width := widthOf(t.Kind())
	size := int(t.Size())
	switch {
	case n == 0:
	case width != 0:
		w.run(unsafe.Slice((*byte)(p), n*size), width)
		if w.reading && t.Kind() == reflect.Bool {
			flags := unsafe.Slice((*byte)(p), n)
			for i, b := range flags {
				if b != 0 {
					flags[i] = 1
				}
			}
		}
	default:
		for i := range n {
			w.walk(t, unsafe.Add(p, i*size))
		}
	}
}

// run converts the numbers of width bytes in memory.
func (w *walker) run(memory []byte, width int) {
	bytes := w.bytes[:len(memory)]
	w.bytes = w.bytes[len(memory):]
	if w.foreign && width > 1 {
		w.runForeign(memory, bytes, width)
	} else if w.reading {
		copyRun(memory, bytes, width, w.swap)
	} else {
		copyRun(bytes, memory, width, w.swap)
	}
}

// runForeign asks somebody else's ByteOrder about each number.
func (w *walker) runForeign(memory, bytes []byte, width int) {
	for at := 0; at < len(memory); at += width {
		p := unsafe.Pointer(&memory[at])
		b := bytes[at : at+width]
		switch {
		case w.reading && width == 2:
			*(*uint16)(p) = w.order.Uint16(b)
		case w.reading && width == 4:
			*(*uint32)(p) = w.order.Uint32(b)
		case w.reading:
			*(*uint64)(p) = w.order.Uint64(b)
		case width == 2:
			w.order.PutUint16(b, *(*uint16)(p))
		case width == 4:
			w.order.PutUint32(b, *(*uint32)(p))
		default:
			w.order.PutUint64(b, *(*uint64)(p))
		}
	}
}

func (w *walker) skip(n int) {
	if !w.reading {
		clear(w.bytes[:n])
	}
	w.bytes = w.bytes[n:]
}

// setterOf names the method of reflect.Value that would set the first number in t.
func setterOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Array:
		return setterOf(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.Name != "_" && sizeOf(f.Type) > 0 {
				return setterOf(f.Type)
			}
		}
	case reflect.Bool:
		return "SetBool"
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return "SetInt"
	case reflect.Float32, reflect.Float64:
		return "SetFloat"
	case reflect.Complex64, reflect.Complex128:
		return "SetComplex"
	}
	return "SetUint"
}

// target returns the value that data points to, or the slice it is, and its size,
// which is negative where data is neither.
func target(data any) (v reflect.Value, size int) {
	v = reflect.ValueOf(data)
	switch v.Kind() {
	case reflect.Pointer:
		v = v.Elem()
		return v, sizeOfValue(v)
	case reflect.Slice:
		return v, sizeOfValue(v)
	}
	return v, -1
}

func typeName(data any) string { return reflect.TypeOf(data).String() }

// Read reads data from r: a pointer to a fixed-size value, or a slice of them. Blank
// fields are passed over, and any byte but 0 is true. The error is io.EOF only where
// nothing was read; where some bytes are missing, it is io.ErrUnexpectedEOF.
func Read(r io.Reader, order ByteOrder, data any) error {
	v, size := target(data)
	if size < 0 {
		// A number in place of a pointer to it is noticed only once its bytes are read.
		if n := widthOf(v.Kind()); n > 0 {
			if _, err := io.ReadFull(r, make([]byte, v.Type().Size())); err != nil {
				return err
			}
		}
		return errors.New("binary.Read: invalid type " + typeName(data))
	}
	bytes := make([]byte, size)
	if _, err := io.ReadFull(r, bytes); err != nil {
		return err
	}
	newWalker(order, bytes, true).value(v)
	return nil
}

// Decode is Read from buf; it returns how many bytes it took.
func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	v, size := target(data)
	switch {
	case size < 0:
		if n := widthOf(v.Kind()); n > 0 && len(buf) < int(v.Type().Size()) {
			return 0, errShort
		}
		return 0, errors.New("binary.Decode: invalid type " + typeName(data))
	case len(buf) < size:
		return 0, errShort
	}
	newWalker(order, buf[:size], true).value(v)
	return size, nil
}

// source returns the value that is data, or that data points to, and its size.
func source(function string, data any) (v reflect.Value, size int, err error) {
	v = reflect.Indirect(reflect.ValueOf(data))
	if size = sizeOfValue(v); size < 0 {
		err = errors.New("binary." + function + ": some values are not fixed-sized in type " + typeName(data))
	}
	return v, size, err
}

// Write writes data to w: a fixed-size value, a slice of them, or a pointer to one of
// these. Blank fields are written as zeros.
func Write(w io.Writer, order ByteOrder, data any) error {
	v, size, err := source("Write", data)
	if err != nil {
		return err
	}
	bytes := make([]byte, size)
	newWalker(order, bytes, false).value(v)
	_, err = w.Write(bytes)
	return err
}

// Encode is Write to buf; it returns how many bytes it wrote.
func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	v, size, err := source("Encode", data)
	switch {
	case err != nil:
		return 0, err
	case len(buf) < size:
		return 0, errShort
	}
	newWalker(order, buf[:size], false).value(v)
	return size, nil
}

// Append is Write to the end of buf, which it returns.
func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	v, size, err := source("Append", data)
	if err != nil {
		return nil, err
	}
	at := len(buf)
	buf = slices.Grow(buf, size)[:at+size]
	newWalker(order, buf[at:], false).value(v)
	return buf, nil
}
