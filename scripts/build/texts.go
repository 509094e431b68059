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

// Texts of an argument's entry that stand in its page: what a parameter's label says to a
// hovering pointer, and the lines of the story. The programs do without: each has the
// entries of all arguments, and these texts would be a hundredth of it.
var (
	inPages = []string{"Help", "Says"}
	entries = []string{"core/argument", "core/catalogue"} // the folders, and those in them
)

// withoutTexts writes copies of the sources that have such texts, without them, to the
// folder work, and returns what they are copies of by their own names.
func withoutTexts(work string) (map[string]string, error) {
	copies := map[string]string{}
	for _, folder := range entries {
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
			text, err := textless(source)
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
			copies[name] = filepath.Join(work, "textless-"+strconv.Itoa(len(copies))+".go")
			if err := os.WriteFile(copies[name], []byte(text), 0o644); err != nil {
				return nil, err
			}
		}
	}
	return copies, nil
}

// textless returns a source in which every such field of a composite literal that is text
// and nothing but text is empty, on the same lines.
func textless(source []byte) (string, error) {
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, "", source, parser.SkipObjectResolution)
	if err != nil {
		return "", err
	}
	var texts []ast.Expr
	ast.Inspect(tree, func(n ast.Node) bool {
		if pair, ok := n.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && slices.Contains(inPages, key.Name) && isText(pair.Value) {
				texts = append(texts, pair.Value)
			}
		}
		return true
	})
	text := string(source)
	for _, e := range slices.Backward(texts) {
		from, to := files.Position(e.Pos()).Offset, files.Position(e.End()).Offset
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
