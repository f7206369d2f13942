// This file computes with floating-point numbers. Results are computed exactly, or
// with two bits more than the precision, and rounded once.

package big

// Abs sets z to |x|.
func (z *Float) Abs(x *Float) *Float {
	z.Set(x).neg = false
	return z
}

// Neg sets z to -x.
func (z *Float) Neg(x *Float) *Float {
	neg := !x.neg
	z.Set(x).neg = neg
	return z
}

// signed returns the mantissa with x's sign, as an integer times 2^exp.
func (x *Float) signed(exp int64) *Int {
	i := &Int{x.neg, x.mant}
	if x.exp > exp {
		return new(Int).Lsh(i, uint(x.exp-exp))
	}
	return i
}

// sum sets z to x + y, both finite.
func (z *Float) sum(x, y *Float) *Float {
	exp := min(x.exp, y.exp)
	var s Int
	s.Add(x.signed(exp), y.signed(exp))
	if len(s.abs) == 0 {
		return z.setZero(z.mode == ToNegativeInf)
	}
	return z.round(s.neg, s.abs, exp, false)
}

// Add sets z to x + y. Infinities of opposite signs make it panic.
func (z *Float) Add(x, y *Float) *Float {
	z.need(uint(max(x.prec, y.prec)))
	switch {
	case x.form == finite && y.form == finite:
		return z.sum(x, y)
	case x.form == inf && y.form == inf && x.neg != y.neg:
		z.setZero(false)
		panic(ErrNaN{"addition of infinities with opposite signs"})
	case x.form == zero && y.form == zero:
		return z.setZero(x.neg && y.neg)
	case x.form == inf || y.form == zero:
		return z.Set(x)
	}
	return z.Set(y)
}

// Sub sets z to x - y. Infinities of the same sign make it panic.
func (z *Float) Sub(x, y *Float) *Float {
	z.need(uint(max(x.prec, y.prec)))
	if x.form == inf && y.form == inf && x.neg == y.neg {
		z.setZero(false)
		panic(ErrNaN{"subtraction of infinities with equal signs"})
	}
	if x.form == zero && y.form == finite {
		return z.Neg(y) // rounded before it is negated
	}
	minus := *y
	minus.neg = !y.neg
	return z.Add(x, &minus)
}

// Mul sets z to x * y. Zero times an infinity makes it panic.
func (z *Float) Mul(x, y *Float) *Float {
	z.need(uint(max(x.prec, y.prec)))
	neg := x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		_, m := arith(opMul, false, x.mant, false, y.mant)
		return z.round(neg, m, x.exp+y.exp, false)
	case x.form == zero && y.form == inf || x.form == inf && y.form == zero:
		z.setZero(false)
		panic(ErrNaN{"multiplication of zero with infinity"})
	case x.form == inf || y.form == inf:
		return z.SetInf(neg)
	}
	return z.setZero(neg)
}

// Quo sets z to x / y. Zero by zero and infinity by infinity make it panic.
func (z *Float) Quo(x, y *Float) *Float {
	z.need(uint(max(x.prec, y.prec)))
	neg := x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		more := int64(z.prec) + 2 + int64(bitLen(y.mant)) - int64(bitLen(x.mant))
		more = max(more, 0)
		_, num := shift(false, x.mant, int(more))
		_, q, _, rest := quoRem(false, num, false, y.mant)
		return z.round(neg, q, x.exp-y.exp-more, len(rest) > 0)
	case x.form == zero && y.form == zero || x.form == inf && y.form == inf:
		z.setZero(false)
		panic(ErrNaN{"division of zero by zero or infinity by infinity"})
	case x.form == zero || y.form == inf:
		return z.setZero(neg)
	}
	return z.SetInf(neg)
}

// Sqrt sets z to the root of x. A negative x makes it panic.
func (z *Float) Sqrt(x *Float) *Float {
	z.need(uint(x.prec))
	switch {
	case x.Sign() < 0:
		panic(ErrNaN{"square root of negative operand"})
	case x.form == zero:
		return z.setZero(x.neg)
	case x.form == inf:
		return z.SetInf(false)
	}
	// The root of m * 4^k * 2^exp has half as many bits; exp must be even.
	more := max(2*(int64(z.prec)+2)-int64(bitLen(x.mant)), 0)
	if (x.exp-more)%2 != 0 {
		more++
	}
	_, m := shift(false, x.mant, int(more))
	root, exact := sqrt(m)
	return z.round(false, root, (x.exp-more)/2, !exact)
}

// Cmp returns -1, 0 or +1 for x < y, x == y, x > y.
func (x *Float) Cmp(y *Float) int {
	if a, b := x.rank(), y.rank(); a != b || a == 0 || a == 2 || a == -2 {
		switch {
		case a < b:
			return -1
		case a > b:
			return 1
		}
		return 0
	}
	r := 0
	if a, b := x.top(), y.top(); a != b {
		r = 1
		if a < b {
			r = -1
		}
		if x.neg {
			r = -r
		}
		return r
	}
	exp := min(x.exp, y.exp)
	return x.signed(exp).Cmp(y.signed(exp))
}

// rank orders numbers roughly: infinities, signs, zero.
func (x *Float) rank() int {
	r := int(x.form)
	if x.neg {
		r = -r
	}
	return r
}
