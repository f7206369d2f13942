// This file gets at what stands behind a period: methods, fields, and elements of maps.

package template

import (
	"reflect"
	"text/template/parse"
)

// members evaluates names one behind the other, of which the last may be a method that is given something.
func (r *run) members(dot, of reflect.Value, n parse.Node, names []string, in input) reflect.Value {
	last := len(names) - 1
	for _, name := range names[:last] {
		of = r.member(dot, of, n, name, input{})
	}
	return r.member(dot, of, n, names[last], in)
}

func (r *run) member(dot, of reflect.Value, n parse.Node, name string, in input) reflect.Value {
	if !of.IsValid() {
		if r.tmpl.missing == missingIsError {
			r.fail("nil data; no entry for key %q", name)
		}
		return of
	}
	t := of.Type()
	of, isNil := indirect(of)
	k := of.Kind()
	if isNil && k == reflect.Interface {
		r.fail("nil pointer evaluating %s.%s", t, name)
	}
	// Methods may belong to the pointer.
	owner := of
	if k != reflect.Pointer && k != reflect.Interface && of.CanAddr() {
		owner = of.Addr()
	}
	if m := owner.MethodByName(name); m.IsValid() {
		return r.invoke(dot, m, false, n, name, in)
	}
	switch k {
	case reflect.Struct:
		if f, ok := of.Type().FieldByName(name); ok {
			return r.field(of, f, t, in)
		}
	case reflect.Map:
		if key := reflect.ValueOf(name); key.Type().AssignableTo(of.Type().Key()) {
			if in.some() {
				r.fail("%s is not a method but has arguments", name)
			}
			return r.element(of, key)
		}
	case reflect.Pointer:
		points := of.Type().Elem()
		ok := points.Kind() != reflect.Struct
		if !ok {
			_, ok = points.FieldByName(name)
		}
		if ok && isNil {
			r.fail("nil pointer evaluating %s.%s", t, name)
		}
	}
	r.fail("can't evaluate field %s in type %s", name, t)
	return reflect.Value{}
}

func (r *run) field(of reflect.Value, f reflect.StructField, t reflect.Type, in input) reflect.Value {
	v, err := of.FieldByIndexErr(f.Index)
	switch {
	case !f.IsExported():
		r.fail("%s is an unexported field of struct type %s", f.Name, t)
	case err != nil:
		r.fail("%v", err)
	case in.some():
		r.fail("%s has arguments but cannot be invoked as function", f.Name)
	}
	return v
}

func (r *run) element(of, key reflect.Value) reflect.Value {
	v := of.MapIndex(key)
	if !v.IsValid() {
		switch r.tmpl.missing {
		case missingIsZero:
			return reflect.Zero(of.Type().Elem())
		case missingIsError:
			r.fail("map has no entry for key %q", key.String())
		}
	}
	return v
}
