package main

const a = 1 << 600
const b = a * a
const c int = 1 << 64
const d = int8(127) + 1
const e uint = 1 - 2
const g = uint(1) - 2
const h = 1 / 0.0
const i = len("abc") / 0
const j float32 = 1e39
const k = len(x)
const l = cap([3]int{})
const m = len([f()]int{})
var x []int
func f() int { return 1 }
const n = "a" < 1
const o = true + 1
const p = !1
const q bool = 1 < 2 == true
const r string = 'a'
const s = string('a') + "b"
const t = s[0]
const u = iota + iota
func main() {}
