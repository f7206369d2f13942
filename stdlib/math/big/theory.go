// This file has powers, roots, divisors and primes.

package big

import "fmt"

// Exp sets z to x to the power of y, modulo |m| where m is neither nil nor 0. A
// negative y is taken of the inverse modulo m; where there is none, nil is returned.
// Without a modulus it gives 1.
func (z *Int) Exp(x, y, m *Int) *Int {
	modulus := m != nil && len(m.abs) > 0
	if !modulus {
		if y.neg || len(y.abs) == 0 {
			return z.SetInt64(1)
		}
		neg := x.neg && y.abs[0]&1 == 1
		if len(x.abs) == 0 || len(x.abs) == 1 && x.abs[0] == 1 {
			return z.set(neg, copied(x.abs))
		}
		return z.set(neg, power(x.abs, uint(y.abs[0])))
	}
	base := x
	if y.neg {
		if base = new(Int).ModInverse(x, m); base == nil {
			return nil
		}
	}
	abs := powerMod(base.neg, base.abs, y.abs, m.abs)
	if y.neg && x.neg && y.abs[0]&1 == 1 && len(abs) > 0 {
		// Go counts the sign of x once more.
		_, abs = arith(opSub, false, m.abs, false, abs)
	}
	return z.set(false, abs)
}

// GCD sets z to the greatest divisor of a and b, and x and y, where they are not nil,
// so that z = a*x + b*y.
func (z *Int) GCD(x, y, a, b *Int) *Int {
	if len(a.abs) == 0 || len(b.abs) == 0 {
		left, right := a.Sign(), b.Sign()
		g := copied(b.abs)
		if right == 0 {
			g = copied(a.abs)
		} else {
			left = 0
		}
		if x != nil {
			x.SetInt64(int64(left))
		}
		if y != nil {
			y.SetInt64(int64(right))
		}
		return z.set(false, g)
	}
	if x == nil && y == nil {
		return z.op(opGCD, a, b)
	}
	aneg, bneg := a.neg, b.neg
	g, xneg, xs, yneg, ys := gcdExt(a.abs, b.abs)
	if x != nil {
		x.set(xneg != aneg, xs)
	}
	if y != nil {
		y.set(yneg != bneg, ys)
	}
	return z.set(false, g)
}

// ModInverse sets z to the inverse of g modulo n. Where there is none it returns nil,
// and z stays.
func (z *Int) ModInverse(g, n *Int) *Int {
	modulus := Int{abs: n.abs}
	if len(n.abs) == 1 && n.abs[0] == 1 {
		return z.SetInt64(0)
	}
	_, abs := arith(opInvert, g.neg, g.abs, false, modulus.abs)
	if len(abs) == 0 {
		return nil
	}
	return z.set(false, abs)
}

// Jacobi returns the Jacobi symbol (x/y), for an odd y.
func Jacobi(x, y *Int) int {
	if len(y.abs) == 0 || y.abs[0]&1 == 0 {
		panic(fmt.Sprintf("big: invalid 2nd argument to Int.Jacobi: need odd integer but got %s", y.String()))
	}
	return jacobi(x.neg, x.abs, y.neg, y.abs)
}

// Sqrt sets z to the root of x, rounded down.
func (z *Int) Sqrt(x *Int) *Int {
	if x.neg {
		panic("square root of negative number")
	}
	root, _ := sqrt(x.abs)
	return z.set(false, root)
}

// ModSqrt sets z to a root of x modulo p, an odd prime. Where there is none it returns
// nil, and z stays.
func (z *Int) ModSqrt(x, p *Int) *Int {
	switch Jacobi(x, p) {
	case -1:
		return nil
	case 0:
		return z.SetInt64(0)
	}
	var a Int
	a.Mod(x, p)
	one := NewInt(1)
	var q Int
	q.Sub(p, one)
	s := q.TrailingZeroBits()
	q.Rsh(&q, s) // p - 1 = q * 2^s
	if s == 1 {
		var e Int
		e.Add(p, one)
		return z.Exp(&a, e.Rsh(&e, 2), p)
	}
	// Tonelli and Shanks: keep root^2 = a * rest, and make the order of rest less until
	// rest is 1, by powers of a number that has no root.
	odd := NewInt(2)
	for Jacobi(odd, p) != -1 {
		odd.Add(odd, one)
	}
	var c, root, rest, half Int
	c.Exp(odd, &q, p)
	half.Rsh(half.Add(&q, one), 1)
	root.Exp(&a, &half, p)
	rest.Exp(&a, &q, p)
	for m := s; rest.Cmp(one) != 0; {
		order := uint(0)
		for power := new(Int).Set(&rest); power.Cmp(one) != 0; order++ {
			power.Mod(power.Mul(power, power), p)
		}
		var e, b Int
		b.Exp(&c, e.Lsh(one, m-order-1), p)
		root.Mod(root.Mul(&root, &b), p)
		c.Mod(c.Mul(&b, &b), p)
		rest.Mod(rest.Mul(&rest, &c), p)
		m = order
	}
	return z.Set(&root)
}

// ProbablyPrime tells whether x is prime: surely for x below 2^64, and by a
// Baillie-PSW test and n Miller-Rabin tests with other bases above.
func (x *Int) ProbablyPrime(n int) bool {
	if n < 0 {
		panic("negative n for ProbablyPrime")
	}
	if x.neg || len(x.abs) == 0 {
		return false
	}
	return prime(x.abs, n)
}

// MulRange sets z to the product of all integers from a to b, 1 where there are none.
func (z *Int) MulRange(a, b int64) *Int {
	if empty := a > b; empty {
		return z.SetInt64(1)
	}
	if a > 0 || b < 0 {
		return z.Set(product(a, b))
	}
	return z.SetInt64(0)
}

// product multiplies halves, which are of about one size.
func product(a, b int64) *Int {
	if b-a < 4 {
		p := NewInt(a)
		for a < b {
			a++
			p.Mul(p, NewInt(a))
		}
		return p
	}
	middle := a + (b-a)/2
	left := product(a, middle)
	return left.Mul(left, product(middle+1, b))
}

// Binomial sets z to the number of ways to choose k of n.
func (z *Int) Binomial(n, k int64) *Int {
	switch less := min(k, n-k); {
	case k > n:
		return z.SetInt64(0)
	case less <= 0:
		return z.SetInt64(1)
	default:
		return z.set(false, binomial(uint(n), uint(less)))
	}
}
