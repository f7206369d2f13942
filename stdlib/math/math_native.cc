// This file lists the natives of package math.
#include "stdlib/math/kernels.h"

namespace gvm::stdlib {
namespace mathfn {
namespace {

f64 sqrt(f64 x) { return std::sqrt(x); }
f64 floor(f64 x) { return std::floor(x); }
f64 ceil(f64 x) { return std::ceil(x); }
f64 trunc(f64 x) { return std::trunc(x); }
f64 fma(f64 x, f64 y, f64 z) { return std::fma(x, y, z); }

const NativeEntry kTable[] = {
    GVM_NATIVE("math.Sqrt", sqrt), GVM_NATIVE("math.Floor", floor), GVM_NATIVE("math.Ceil", ceil),
    GVM_NATIVE("math.Trunc", trunc), GVM_NATIVE("math.FMA", fma), GVM_NATIVE("math.Mod", mod),
    GVM_NATIVE("math.Remainder", remainder), GVM_NATIVE("math.Exp", exp), GVM_NATIVE("math.Exp2", exp2),
    GVM_NATIVE("math.Expm1", expm1), GVM_NATIVE("math.Log", log), GVM_NATIVE("math.Log2", log2),
    GVM_NATIVE("math.Log10", log10), GVM_NATIVE("math.Log1p", log1p), GVM_NATIVE("math.Pow", pow),
    GVM_NATIVE("math.Pow10", pow10), GVM_NATIVE("math.Sin", sin), GVM_NATIVE("math.Cos", cos),
    GVM_NATIVE("math.Sincos", sincos), GVM_NATIVE("math.Tan", tan), GVM_NATIVE("math.Asin", asin),
    GVM_NATIVE("math.Acos", acos), GVM_NATIVE("math.Atan", atan), GVM_NATIVE("math.Atan2", atan2),
    GVM_NATIVE("math.Sinh", sinh), GVM_NATIVE("math.Cosh", cosh), GVM_NATIVE("math.Tanh", tanh),
    GVM_NATIVE("math.Asinh", asinh), GVM_NATIVE("math.Acosh", acosh), GVM_NATIVE("math.Atanh", atanh),
    GVM_NATIVE("math.Cbrt", cbrt), GVM_NATIVE("math.Hypot", hypot), GVM_NATIVE("math.J0", j0),
    GVM_NATIVE("math.J1", j1), GVM_NATIVE("math.Jn", jn), GVM_NATIVE("math.Y0", y0), GVM_NATIVE("math.Y1", y1),
    GVM_NATIVE("math.Yn", yn), GVM_NATIVE("math.Erf", erf), GVM_NATIVE("math.Erfc", erfc),
    GVM_NATIVE("math.Erfinv", erfinv), GVM_NATIVE("math.Erfcinv", erfcinv), GVM_NATIVE("math.Gamma", gamma),
    GVM_NATIVE("math.Lgamma", lgamma),
};

}  // namespace
}  // namespace mathfn

std::span<const NativeEntry> mathNatives() { return mathfn::kTable; }

}  // namespace gvm::stdlib
