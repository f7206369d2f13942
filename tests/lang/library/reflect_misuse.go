// Every method of reflect.Value on values of every kind: what it answers, or the text of its panic.
package main

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
	"unsafe"
)

type named struct{ A, b int }

func (named) Get() int      { return 1 }
func (*named) Put(x int)    {}
func (named) Sum(x ...int)  {}
func (n named) Self() named { return n }

type getter interface{ Get() int }

type inner struct{ X int }
type all struct {
	Bool    bool
	Int     int
	Int8    int8
	Uint16  uint16
	Float32 float32
	Cplx    complex64
	Str     string
	Arr     [2]int
	PtrArr  *[3]string
	Bytes   []byte
	Ints    []int
	Map     map[string]int
	Chan    chan int
	Recv    <-chan int
	Send    chan<- int
	Func    func(int) string
	Var     func(...int) int
	Any     any
	Getter  getter
	Ptr     *int
	Unsafe  unsafe.Pointer
	Named   named
	NilP    *named
	hidden  int
	hiddenS []int
	hiddenM map[string]int
	hiddenC chan int
	hiddenF func()
	hiddenA any
	inner
}

func sample() *all {
	n := 7
	ch, hidden := make(chan int, 2), make(chan int, 2)
	ch <- 1
	hidden <- 2
	return &all{true, 1, 2, 3, 4, 5, "six", [2]int{1, 2}, &[3]string{"a"}, []byte{'x', 'y'}, []int{1, 2, 3}, map[string]int{"k": 1},
		ch, ch, ch, func(i int) string { return "f" }, func(...int) int { return 0 }, 5, named{1, 2}, &n, unsafe.Pointer(&n),
		named{3, 4}, nil, 8, []int{9}, map[string]int{"h": 1}, hidden, func() {}, 3, inner{6}}
}

type op struct {
	name string
	do   func(v reflect.Value) any
}

var ops = []op{
	{"Addr", func(v reflect.Value) any { return v.Addr().Type() }},
	{"Bool", func(v reflect.Value) any { return v.Bool() }},
	{"Bytes", func(v reflect.Value) any { return v.Bytes() }},
	{"Call0", func(v reflect.Value) any { return len(v.Call(nil)) }},
	{"Call1", func(v reflect.Value) any { return len(v.Call([]reflect.Value{reflect.ValueOf(1)})) }},
	{"CallStr", func(v reflect.Value) any { return len(v.Call([]reflect.Value{reflect.ValueOf("s")})) }},
	{"CallZero", func(v reflect.Value) any { return len(v.Call([]reflect.Value{{}})) }},
	{"CallSlice0", func(v reflect.Value) any { return len(v.CallSlice(nil)) }},
	{"CallSlice1", func(v reflect.Value) any { return len(v.CallSlice([]reflect.Value{reflect.ValueOf([]int{1})})) }},
	{"CallSlice2", func(v reflect.Value) any {
		return len(v.CallSlice([]reflect.Value{reflect.ValueOf([]int{1}), reflect.ValueOf(2)}))
	}},
	{"Can", func(v reflect.Value) any {
		return fmt.Sprint(v.CanAddr(), v.CanSet(), v.CanInt(), v.CanUint(), v.CanFloat(), v.CanComplex())
	}},
	{"CanInterface", func(v reflect.Value) any { return v.CanInterface() }},
	{"CanConvert", func(v reflect.Value) any { return v.CanConvert(reflect.TypeFor[string]()) }},
	{"Cap", func(v reflect.Value) any { return v.Cap() }},
	{"Clear", func(v reflect.Value) any { v.Clear(); return v.Len() }},
	{"Close", func(v reflect.Value) any { v.Close(); return "closed" }},
	{"Comparable", func(v reflect.Value) any { return v.Comparable() }},
	{"Complex", func(v reflect.Value) any { return v.Complex() }},
	{"ConvertStr", func(v reflect.Value) any { return v.Convert(reflect.TypeFor[string]()).Type() }},
	{"ConvertAny", func(v reflect.Value) any { return v.Convert(reflect.TypeFor[any]()).Type() }},
	{"ConvertArr", func(v reflect.Value) any { return v.Convert(reflect.TypeFor[[9]int]()).Type() }},
	{"ConvertPtrArr", func(v reflect.Value) any { return v.Convert(reflect.TypeFor[*[9]int]()).Type() }},
	{"Elem", func(v reflect.Value) any { return v.Elem().Kind() }},
	{"Equal", func(v reflect.Value) any { return v.Equal(v) }},
	{"Field0", func(v reflect.Value) any { return v.Field(0).Kind() }},
	{"Field9", func(v reflect.Value) any { return v.Field(9).Kind() }},
	{"FieldByIndex", func(v reflect.Value) any { return v.FieldByIndex([]int{0, 0}).Kind() }},
	{"FieldByIndexErr", func(v reflect.Value) any { x, err := v.FieldByIndexErr([]int{0, 0}); return fmt.Sprint(x.Kind(), err) }},
	{"FieldByName", func(v reflect.Value) any { return v.FieldByName("b").Kind() }},
	{"FieldByNameFunc", func(v reflect.Value) any {
		if v.Kind() == reflect.Func {
			return "skipped"
		}
		return v.FieldByNameFunc(func(s string) bool { return s == "A" }).Kind()
	}},
	{"Fields", func(v reflect.Value) any {
		n := 0
		for range v.Fields() {
			n++
		}
		return n
	}},
	{"Float", func(v reflect.Value) any { return v.Float() }},
	{"Grow", func(v reflect.Value) any { v.Grow(100); return v.Cap() >= 100 }},
	{"GrowNeg", func(v reflect.Value) any { v.Grow(-1); return 0 }},
	{"Index0", func(v reflect.Value) any { return v.Index(0).Kind() }},
	{"Index9", func(v reflect.Value) any { return v.Index(9).Kind() }},
	{"Int", func(v reflect.Value) any { return v.Int() }},
	{"Interface", func(v reflect.Value) any { return fmt.Sprintf("%T", v.Interface()) }},
	{"InterfaceData", func(v reflect.Value) any { _ = v.InterfaceData(); return "ok" }},
	{"IsNil", func(v reflect.Value) any { return v.IsNil() }},
	{"IsValid", func(v reflect.Value) any { return v.IsValid() }},
	{"IsZero", func(v reflect.Value) any { return v.IsZero() }},
	{"Kind", func(v reflect.Value) any { return v.Kind() }},
	{"Len", func(v reflect.Value) any { return v.Len() }},
	{"MapIndex", func(v reflect.Value) any { return v.MapIndex(reflect.ValueOf("k")).IsValid() }},
	{"MapIndexInt", func(v reflect.Value) any { return v.MapIndex(reflect.ValueOf(1)).IsValid() }},
	{"MapKeys", func(v reflect.Value) any { return len(v.MapKeys()) }},
	{"MapRange", func(v reflect.Value) any { return v.MapRange().Next() }},
	{"Method0", func(v reflect.Value) any { return v.Method(0).Type() }},
	{"Method9", func(v reflect.Value) any { return v.Method(9).Type() }},
	{"MethodByName", func(v reflect.Value) any { return v.MethodByName("Get").IsValid() }},
	{"Methods", func(v reflect.Value) any {
		n := 0
		for range v.Methods() {
			n++
		}
		return n
	}},
	{"NumField", func(v reflect.Value) any { return v.NumField() }},
	{"NumMethod", func(v reflect.Value) any { return v.NumMethod() }},
	{"OverflowComplex", func(v reflect.Value) any { return v.OverflowComplex(1e300) }},
	{"OverflowFloat", func(v reflect.Value) any { return v.OverflowFloat(1e300) }},
	{"OverflowInt", func(v reflect.Value) any { return v.OverflowInt(1 << 40) }},
	{"OverflowUint", func(v reflect.Value) any { return v.OverflowUint(1 << 40) }},
	{"Pointer", func(v reflect.Value) any { return v.Pointer() != 0 }},
	{"TryRecv", func(v reflect.Value) any { x, ok := v.TryRecv(); return fmt.Sprint(x.IsValid(), ok) }},
	{"TrySend", func(v reflect.Value) any { return v.TrySend(reflect.ValueOf(1)) }},
	{"Recv", func(v reflect.Value) any { x, ok := v.Recv(); return fmt.Sprint(x, ok) }},
	{"Send", func(v reflect.Value) any { v.Send(reflect.ValueOf("wrong")); return 0 }},
	{"Seq", func(v reflect.Value) any {
		n := 0
		if v.Kind() == reflect.Chan {
			return "skipped"
		}
		for range v.Seq() {
			n++
		}
		return n
	}},
	{"Seq2", func(v reflect.Value) any {
		n := 0
		for range v.Seq2() {
			n++
		}
		return n
	}},
	{"SetSame", func(v reflect.Value) any { v.Set(v); return "set" }},
	{"SetWrong", func(v reflect.Value) any { v.Set(reflect.ValueOf(struct{}{})); return "set" }},
	{"SetInvalid", func(v reflect.Value) any { v.Set(reflect.Value{}); return "set" }},
	{"SetBool", func(v reflect.Value) any { v.SetBool(true); return "set" }},
	{"SetBytes", func(v reflect.Value) any { v.SetBytes([]byte("ab")); return "set" }},
	{"SetCap", func(v reflect.Value) any { v.SetCap(999); return "set" }},
	{"SetComplex", func(v reflect.Value) any { v.SetComplex(1); return "set" }},
	{"SetFloat", func(v reflect.Value) any { v.SetFloat(1); return "set" }},
	{"SetInt", func(v reflect.Value) any { v.SetInt(1); return "set" }},
	{"SetLen", func(v reflect.Value) any { v.SetLen(999); return "set" }},
	{"SetIterKey", func(v reflect.Value) any {
		it := reflect.ValueOf(map[string]int{"z": 1}).MapRange()
		it.Next()
		v.SetIterKey(it)
		return v.Kind()
	}},
	{"SetIterValue", func(v reflect.Value) any {
		it := reflect.ValueOf(map[string]int{"z": 1}).MapRange()
		it.Next()
		v.SetIterValue(it)
		return v.Kind()
	}},
	{"SetMapIndex", func(v reflect.Value) any { v.SetMapIndex(reflect.ValueOf("n"), reflect.ValueOf(1)); return v.Len() }},
	{"SetMapIndexBad", func(v reflect.Value) any { v.SetMapIndex(reflect.ValueOf("n"), reflect.ValueOf("x")); return v.Len() }},
	{"SetPointer", func(v reflect.Value) any { v.SetPointer(nil); return "set" }},
	{"SetString", func(v reflect.Value) any { v.SetString("t"); return "set" }},
	{"SetUint", func(v reflect.Value) any { v.SetUint(1); return "set" }},
	{"SetZero", func(v reflect.Value) any { v.SetZero(); return v.IsZero() }},
	{"Slice", func(v reflect.Value) any { return v.Slice(0, 1).Len() }},
	{"SliceBad", func(v reflect.Value) any { return v.Slice(2, 1).Len() }},
	{"Slice3", func(v reflect.Value) any { return v.Slice3(0, 1, 2).Cap() }},
	{"Slice3Bad", func(v reflect.Value) any { return v.Slice3(0, 9, 2).Cap() }},
	{"String", func(v reflect.Value) any { return v.String() }},
	{"Type", func(v reflect.Value) any { return v.Type() }},
	{"Uint", func(v reflect.Value) any { return v.Uint() }},
	{"UnsafeAddr", func(v reflect.Value) any { return v.UnsafeAddr() != 0 }},
	{"UnsafePointer", func(v reflect.Value) any { return v.UnsafePointer() != nil }},
	{"Append", func(v reflect.Value) any { return reflect.Append(v, reflect.ValueOf(1)).Len() }},
	{"AppendSlice", func(v reflect.Value) any { return reflect.AppendSlice(v, reflect.ValueOf([]int{1})).Len() }},
	{"CopyTo", func(v reflect.Value) any { return reflect.Copy(v, reflect.ValueOf([]int{1})) }},
	{"CopyFrom", func(v reflect.Value) any { return reflect.Copy(reflect.ValueOf(make([]int, 1)), v) }},
	{"Indirect", func(v reflect.Value) any { return reflect.Indirect(v).Kind() }},
	{"TypeAssert", func(v reflect.Value) any { x, ok := reflect.TypeAssert[int](v); return fmt.Sprint(x, ok) }},
	{"TypeAssertI", func(v reflect.Value) any { _, ok := reflect.TypeAssert[getter](v); return ok }},
	{"Swapper", func(v reflect.Value) any { reflect.Swapper(v.Interface())(0, 0); return "swapped" }},
}

func try(o op, v reflect.Value) (text string) {
	name := "no type"
	if v.IsValid() {
		name = v.Type().String()
	}
	defer func() {
		// The list of values says the type, too.
		text = strings.Replace(text, name, "T", 1)
	}()
	defer func() {
		if e := recover(); e != nil {
			kind := "panic"
			if ve, ok := e.(*reflect.ValueError); ok {
				kind = "ValueError"
				if ve.Kind == v.Kind() {
					// The list of values says the kind.
					e = strings.TrimSuffix(ve.Error(), v.Kind().String()+" Value")
				}
			} else if _, ok := e.(error); ok {
				kind = "error"
			}
			text = fmt.Sprintf("%s: %v", kind, e)
		}
	}()
	text = fmt.Sprint(o.do(v))
	return
}

func main() {
	fields := reflect.TypeFor[all]()
	for _, o := range ops {
		fmt.Println("==", o.name)
		by := map[string][]string{}
		note := func(label string, v reflect.Value) {
			text := try(o, v)
			by[text] = append(by[text], label)
		}
		note("invalid", reflect.Value{})
		for i := range fields.NumField() {
			// A value of its own for each call: some change it, or leave it locked.
			note(fields.Field(i).Name, reflect.ValueOf(sample()).Elem().Field(i))
			if f := reflect.ValueOf(*sample()).Field(i); f.CanInterface() {
				note(fields.Field(i).Name+"!", f)
			}
		}
		note("struct", reflect.ValueOf(*sample()))
		note("pointer", reflect.ValueOf(sample()))
		note("method", reflect.ValueOf(named{}).Method(0))
		note("methodV", reflect.ValueOf(named{}).MethodByName("Sum"))
		note("methodI", reflect.ValueOf(sample()).Elem().FieldByName("Getter").Method(0))
		note("promoted", reflect.ValueOf(sample()).Elem().FieldByName("X"))
		note("nilslice", reflect.ValueOf([]int(nil)))
		note("nilmap", reflect.ValueOf(map[string]int(nil)))
		note("nilfunc", reflect.ValueOf((func())(nil)))
		note("nilany", reflect.ValueOf(new(any)).Elem())
		note("nilgetter", reflect.ValueOf(new(getter)).Elem())
		note("runes", reflect.ValueOf([]rune("hé")))
		note("ptrarray", reflect.ValueOf([1]*int{}))
		note("funcarray", reflect.ValueOf([1]any{func() {}}))
		texts := make([]string, 0, len(by))
		for text := range by {
			texts = append(texts, text)
		}
		sort.Strings(texts)
		for _, text := range texts {
			fmt.Printf("%s\n\t%s\n", text, strings.Join(by[text], " "))
		}
	}
}
