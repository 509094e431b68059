package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// helped are the folders with the entries of arguments, whose helps, what a parameter's
// label says to a hovering pointer, are in the pages. The programs do without: each
// has the entries of all arguments, and their helps would be a hundredth of it.
var helped = []string{"core/argument", "core/catalogue"}

// withoutHelp writes copies of the sources that have helps, without them, to the folder
// work, and returns what they are copies of by their own names.
func withoutHelp(work string) (map[string]string, error) {
	copies := map[string]string{}
	for _, folder := range helped {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			return nil, err
		}
		below, err := filepath.Glob(filepath.Join(folder, "*", "*.go"))
		if err != nil {
			return nil, err
		}
		for _, file := range append(files, below...) {
			source, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			text, err := helpless(source)
			switch {
			case err != nil:
				return nil, err
			case text == string(source):
				continue
			}
			name, err := filepath.Abs(file)
			if err != nil {
				return nil, err
			}
			copies[name] = filepath.Join(work, "helpless-"+strconv.Itoa(len(copies))+".go")
			if err := os.WriteFile(copies[name], []byte(text), 0o644); err != nil {
				return nil, err
			}
		}
	}
	return copies, nil
}

// helpless returns a source in which every Help of a composite literal that is text and
// nothing but text is empty, on the same lines.
func helpless(source []byte) (string, error) {
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, "", source, parser.SkipObjectResolution)
	if err != nil {
		return "", err
	}
	var helps []ast.Expr
	ast.Inspect(tree, func(n ast.Node) bool {
		if pair, ok := n.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "Help" && isText(pair.Value) {
				helps = append(helps, pair.Value)
			}
		}
		return true
	})
	text := string(source)
	for _, help := range slices.Backward(helps) {
		from, to := files.Position(help.Pos()).Offset, files.Position(help.End()).Offset
		text = text[:from] + `""` + strings.Repeat("\n", strings.Count(text[from:to], "\n")) + text[to:]
	}
	return text, nil
}

// isText says whether an expression is a text, or texts put together.
func isText(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return isText(e.X) && isText(e.Y)
	}
	return false
}
