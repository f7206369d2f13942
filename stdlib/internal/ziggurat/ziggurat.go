// Package ziggurat turns uniform random numbers into normal and exponential ones.
package ziggurat

import "math"

// Floats is a source of uniform numbers in [0, 1).
type Floats interface{ Float64() float64 }

const (
	normTail = 3.442619855899
	expTail  = 7.69711747013104972
)

// Norm returns a normal number for the random j and strip i, 0 to 127; ok is false
// where they are to be drawn anew.
func Norm(j int32, i int, r Floats) (x float64, ok bool) {
	x = float64(j) * float64(normScale[i])
	size := uint32(j)
	if j < 0 {
		size = -size
	}
	if size < normBound[i] {
		return x, true
	}
	if i > 0 {
		under := normHeight[i] + float32(r.Float64())*(normHeight[i-1]-normHeight[i])
		return x, under < float32(math.Exp(-.5*x*x))
	}
	for {
		x = -math.Log(r.Float64()) * (1.0 / normTail)
		y := -math.Log(r.Float64())
		if y+y >= x*x {
			break
		}
	}
	if j > 0 {
		return normTail + x, true
	}
	return -normTail - x, true
}

// Exp returns an exponential number for the random j and strip i, 0 to 255; ok is
// false where they are to be drawn anew.
func Exp(j uint32, i int, r Floats) (x float64, ok bool) {
	x = float64(j) * float64(expScale[i])
	if j < expBound[i] {
		return x, true
	}
	if i == 0 {
		return expTail - math.Log(r.Float64()), true
	}
	under := expHeight[i] + float32(r.Float64())*(expHeight[i-1]-expHeight[i])
	return x, under < float32(math.Exp(-x))
}

// Zipf draws from a Zipf distribution by rejection-inversion (Hörmann and
// Derflinger, 1996).
type Zipf struct {
	r           Floats
	most, v, q  float64
	s           float64 // where the step may be taken without a look at the curve
	power       float64 // 1 - q
	inverse     float64 // 1 / power
	low, height float64 // of the range of the integral
}

func (z *Zipf) integral(x float64) float64 {
	return math.Exp(z.power*math.Log(z.v+x)) * z.inverse
}

func (z *Zipf) integralInverse(x float64) float64 {
	return math.Exp(z.inverse*math.Log(z.power*x)) - z.v
}

// NewZipf makes a generator of values k in [0, imax] with probabilities in
// proportion to (v + k) ** (-s); nil unless s > 1 and v >= 1.
func NewZipf(r Floats, s, v float64, imax uint64) *Zipf {
	if s <= 1 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, most: float64(imax), v: v, q: s}
	z.power = 1 - s
	z.inverse = 1 / z.power
	z.low = z.integral(z.most + 0.5)
	z.height = z.integral(0.5) - math.Exp(math.Log(v)*(-s)) - z.low
	z.s = 1 - z.integralInverse(z.integral(1.5)-math.Exp(-s*math.Log(v+1.0)))
	return z
}

// Uint64 draws a value.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		area := z.low + z.r.Float64()*z.height
		x := z.integralInverse(area)
		k := math.Floor(x + 0.5)
		if k-x <= z.s || area >= z.integral(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
