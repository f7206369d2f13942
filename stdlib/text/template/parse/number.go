// This file finds out what the constants of a template are.

package parse

import (
	"fmt"
	"strconv"
	"strings"
)

// find works out the number.
func (n *NumberNode) find(k kind) error {
	switch {
	case k == kindCharacter:
		return n.character()
	case k == kindComplex:
		if _, err := fmt.Sscan(n.Text, &n.Complex128); err != nil {
			return err
		}
	case strings.HasSuffix(n.Text, "i"):
		f, err := strconv.ParseFloat(n.Text[:len(n.Text)-1], 64)
		if err != nil { // there may be a number in it, but it is none of ours
			return n.real()
		}
		n.Complex128 = complex(0, f)
	default:
		return n.real()
	}
	n.IsComplex = true
	if imag(n.Complex128) == 0 {
		n.float(real(n.Complex128))
	}
	return nil
}

// character makes a number of a character in quotes.
func (n *NumberNode) character() error {
	r, _, rest, err := strconv.UnquoteChar(n.Text[1:], '\'')
	switch {
	case err != nil:
		return err
	case rest != "'":
		return fmt.Errorf("malformed character constant: %s", n.Text)
	}
	n.IsInt, n.Int64 = true, int64(r)
	n.IsUint, n.Uint64 = true, uint64(r)
	n.IsFloat, n.Float64 = true, float64(r)
	return nil
}

// real finds all types that hold the number that Text says.
func (n *NumberNode) real() error {
	if u, err := strconv.ParseUint(n.Text, 0, 64); err == nil {
		n.IsUint, n.Uint64 = true, u
	}
	if i, err := strconv.ParseInt(n.Text, 0, 64); err == nil {
		n.IsInt, n.Int64 = true, i
	}
	switch {
	case n.IsInt:
		n.IsUint = n.IsUint || n.Int64 == 0 // -0
		n.IsFloat, n.Float64 = true, float64(n.Int64)
	case n.IsUint:
		n.IsFloat, n.Float64 = true, float64(n.Uint64)
	default:
		f, err := strconv.ParseFloat(n.Text, 64)
		if err != nil {
			return fmt.Errorf("illegal number syntax: %q", n.Text)
		}
		if !strings.ContainsAny(n.Text, ".eEpP") {
			return fmt.Errorf("integer overflow: %q", n.Text)
		}
		n.float(f)
	}
	return nil
}

// float takes a number that is written with a point or an exponent.
func (n *NumberNode) float(f float64) {
	n.IsFloat, n.Float64 = true, f
	if i := int64(f); float64(i) == f {
		n.IsInt, n.Int64 = true, i
	}
	if u := uint64(f); float64(u) == f {
		n.IsUint, n.Uint64 = true, u
	}
}
