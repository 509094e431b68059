package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A listed is a package as go list says it.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// programPackages returns every package of the program, compiled.
func programPackages(t *testing.T) map[string]listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles", "./wasm")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]listed{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[p.ImportPath] = p
	}
}

// Package smallfmt writes a few types and verbs only, and go vet does not know
// it: every text that core and the app format has a constant format whose
// verbs fit what is given, and whatever may be the value of an error can be
// written.
func TestTextsCanBeWritten(t *testing.T) {
	all := programPackages(t)
	texts := 0
	for path, p := range all {
		if !strings.HasPrefix(path, "kingman/") {
			continue
		}
		fset := token.NewFileSet()
		var files []*ast.File
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
		config := types.Config{Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(all[path].Export) })}
		if _, err := config.Check(path, fset, files, &info); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			ast.Inspect(f, func(n ast.Node) bool {
				faults, isText := checkText(&info, n)
				for _, fault := range faults {
					t.Errorf("%s: %s", fset.Position(n.Pos()), fault)
				}
				if isText {
					texts++
				}
				return true
			})
		}
	}
	if texts < 100 {
		t.Errorf("only %d texts are formatted: is this all of the program?", texts)
	}
}

// checkText returns what is wrong with a call that formats a text, or with the
// value of an error.
func checkText(info *types.Info, n ast.Node) (faults []string, isText bool) {
	wrong := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	switch n := n.(type) {
	case *ast.CompositeLit:
		named, ok := types.Unalias(info.TypeOf(n)).(*types.Named)
		if !ok || named.Obj().Name() != "FieldError" {
			return nil, false
		}
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				e = kv.Value
			}
			if of := info.TypeOf(e); !writable(of) {
				wrong("a FieldError with a %s, which smallfmt cannot write", of)
			}
		}
	case *ast.CallExpr:
		sig, ok := info.TypeOf(n.Fun).(*types.Signature)
		if !ok {
			return nil, false
		}
		last := sig.Params().Len() - 1
		for i := range min(sig.Params().Len(), len(n.Args)) {
			if p := sig.Params().At(i); p.Name() == "value" && isAny(p.Type()) && !writable(info.TypeOf(n.Args[i])) {
				wrong("the value is a %s, which smallfmt cannot write", info.TypeOf(n.Args[i]))
			}
		}
		if !sig.Variadic() || last < 1 || n.Ellipsis.IsValid() {
			return faults, false
		}
		if rest, ok := sig.Params().At(last).Type().(*types.Slice); !ok || !isAny(rest.Elem()) { // append(b, text...) has no slice
			return faults, false
		}
		name := sig.Params().At(last - 1).Name()
		if name != "format" && name != "field" {
			return faults, false
		}
		format := info.Types[n.Args[last-1]].Value
		if format == nil {
			if len(n.Args) > last {
				wrong("the format is not constant")
			}
			return faults, true
		}
		var given []types.Type
		for _, a := range n.Args[last:] {
			given = append(given, info.TypeOf(a))
		}
		if fault := fits(constant.StringVal(format), given); fault != "" {
			wrong("%s", fault)
		}
		return faults, true
	}
	return faults, false
}

func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.Empty()
}

var verbs = regexp.MustCompile(`%(\.[0-9]+)?(.?)`)

// fits says what is wrong with a format for arguments of those types.
func fits(format string, given []types.Type) string {
	k := 0
	for _, m := range verbs.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		if k == len(given) {
			return fmt.Sprintf("%q has more verbs than there are arguments, %d", format, k)
		}
		of := given[k]
		k++
		basic, _ := of.(*types.Basic)
		ok := m[1] == "" && writable(of)
		switch m[2] {
		case "s", "v":
		case "w":
			ok = ok && has(of, "Error")
		case "d":
			ok = ok && basic != nil && basic.Info()&types.IsInteger != 0
		case "q":
			ok = m[1] == "" && basic != nil && basic.Info()&types.IsString != 0
		case "f", "g":
			ok = basic != nil && basic.Kind() == types.Float64
		default:
			ok = false
		}
		if !ok {
			return fmt.Sprintf("%s of %q cannot write a %s", m[0], format, of)
		}
	}
	if k != len(given) {
		return fmt.Sprintf("%q has %d verbs for %d arguments", format, k, len(given))
	}
	return ""
}

// writable says whether smallfmt writes values of a type. What is passed on as
// any has been looked at where it came from.
func writable(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		switch types.Default(t).(*types.Basic).Kind() {
		case types.Bool, types.Int, types.Int64, types.Uint64, types.Uint8, types.Float64, types.String:
			return true
		}
		return false
	case *types.Slice:
		elem, ok := t.Elem().(*types.Basic)
		return ok && (elem.Kind() == types.Int || elem.Kind() == types.Float64 || elem.Kind() == types.String)
	}
	return isAny(t) || has(t, "Error") || has(t, "String")
}

func has(t types.Type, method string) bool {
	o, _, _ := types.LookupFieldOrMethod(t, false, nil, method)
	_, ok := o.(*types.Func)
	return ok
}

func TestFits(t *testing.T) {
	text, whole, number, err := types.Typ[types.String], types.Typ[types.Int], types.Typ[types.Float64], types.Universe.Lookup("error").Type()
	for _, c := range []struct {
		format string
		given  []types.Type
		ok     bool
	}{
		{"plain", nil, true},
		{"100 %%", nil, true},
		{"%s of %d, %v, %q: %w", []types.Type{text, whole, number, text, err}, true},
		{"%.3g of %.0f", []types.Type{number, number}, true},
		{"%v", []types.Type{types.NewSlice(number)}, true},
		{"%d", nil, false},
		{"none", []types.Type{whole}, false},
		{"%d", []types.Type{number}, false},
		{"%d", []types.Type{text}, false},
		{"%.2f", []types.Type{whole}, false},
		{"%q", []types.Type{whole}, false},
		{"%w", []types.Type{text}, false},
		{"%x", []types.Type{whole}, false},
		{"%+v", []types.Type{whole}, false},
		{"%5d", []types.Type{whole}, false},
		{"%v", []types.Type{types.Typ[types.Int32]}, false},
		{"%v", []types.Type{types.NewSlice(err)}, false},
		{"at the end %", []types.Type{whole}, false},
	} {
		if fault := fits(c.format, c.given); (fault == "") != c.ok {
			t.Errorf("%q of %v: %q, want it legal: %v", c.format, c.given, fault, c.ok)
		}
	}
}
