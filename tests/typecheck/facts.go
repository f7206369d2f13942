//go:build ignore

// This file prints what go/types records about a package of GOROOT/src, in the form of typecheck_probe -facts, so that
// the two can be compared:
//
//	go run facts.go go/parser | sort > a; typecheck_probe -facts go/parser | sort > b; diff a b
package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
)

func main() {
	path := os.Args[1]
	ctx := build.Default
	ctx.CgoEnabled = false
	bp, err := ctx.Import(path, "", 0)
	if err != nil {
		panic(err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range bp.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(bp.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			panic(err)
		}
		files = append(files, f)
	}
	build.Default.CgoEnabled = false
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil), Error: func(error) {}, Sizes: types.SizesFor("gc", "amd64")}
	conf.Check(path, fset, files, info)
	for e, tv := range info.Types {
		var pos token.Pos
		kind := byte(0)
		switch e := e.(type) {
		case *ast.Ident:
			pos, kind = e.Pos(), 'i'
		case *ast.BasicLit:
			pos, kind = e.Pos(), 'l'
		case *ast.CallExpr:
			pos, kind = e.Rparen, 'c'
		case *ast.SelectorExpr:
			pos, kind = e.Sel.Pos(), 's'
		case *ast.BinaryExpr:
			pos, kind = e.OpPos, 'b'
		case *ast.UnaryExpr:
			pos, kind = e.Pos(), 'u'
		case *ast.StarExpr:
			pos, kind = e.Pos(), '*'
		case *ast.FuncLit:
			pos, kind = e.Pos(), 'f'
		default:
			continue
		}
		p := fset.PositionFor(pos, false)
		fmt.Printf("%s:%d:%d %c %s", filepath.Base(p.Filename), p.Line, p.Column, kind, types.TypeString(tv.Type, nil))
		if tv.Value != nil {
			fmt.Printf(" = %s", tv.Value.ExactString())
		}
		fmt.Println()
	}
}
