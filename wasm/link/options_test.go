package link

import (
	"reflect"
	"slices"
	"testing"
)

func TestDecodeOptions(t *testing.T) {
	for _, x := range []struct {
		query string
		want  Options
		notes int
	}{
		{"", Options{}, 0},
		{"?v=1&s=analysis-queue&engineers=3&utm_source=x", Options{}, 0},
		{"?embed=1", Options{Embed: true}, 0},
		{"embed", Options{Embed: true}, 0},
		{"embed=0&present=true", Options{Present: true}, 0},
		{"EMBED=Yes&amp;PRESENT=off", Options{Embed: true}, 0},
		{"embed=maybe", Options{Embed: true}, 1},
		{"show=engineers,analysts", Options{Show: []string{"engineers", "analysts"}}, 0},
		{"show=engineers%2Canalysts,,engineers,", Options{Show: []string{"engineers", "analysts"}}, 0},
		{"show=Engineers+analysts", Options{Show: []string{"engineers", "analysts"}}, 0},
		{"show=none", Options{Show: []string{}}, 0},
		{"show=", Options{}, 1},
		{"show=%3Cb%3E", Options{Show: []string{"b"}}, 0},
		{"theme=dark,transparent", Options{}, 0},
		{"theme=sepia", Options{}, 1},
		{"move=1", Options{Move: true}, 0},
		{"chaos=worker-panic", Options{Chaos: "worker-panic"}, 0},
		{"chaos=%3Cb x%3E", Options{}, 0},
	} {
		got, notes := DecodeOptions(x.query)
		if !reflect.DeepEqual(got, x.want) || len(notes) != x.notes {
			t.Errorf("%q: %+v with notes %v, want %+v with %d", x.query, got, notes, x.want, x.notes)
		}
	}
}

func TestSliders(t *testing.T) {
	a := shop()
	for _, x := range []struct {
		show  []string
		want  []int
		notes string
	}{
		{nil, []int{0, 1, 2, 3, 4, 5}, ""},
		{[]string{}, []int{}, ""},
		{[]string{"line", "guests"}, []int{0, 3}, ""},
		{[]string{"line", "tables"}, []int{3}, "“show” names the slider “tables”, which this argument does not have."},
		{[]string{"tables"}, []int{0, 1, 2, 3, 4, 5}, "“show” names the slider “tables”, which this argument does not have."},
	} {
		got, notes := Options{Show: x.show}.Sliders(a)
		text := ""
		for _, n := range notes {
			text += n.Text
		}
		if !slices.Equal(got, x.want) || text != x.notes {
			t.Errorf("show %v: %v %q, want %v %q", x.show, got, text, x.want, x.notes)
		}
	}
}

func TestRest(t *testing.T) {
	for query, want := range map[string]string{
		"":                  "",
		"?":                 "",
		"embed=1":           "embed=1",
		"?move=1&present=1": "present=1",
		"?v=1&s=coffee-shop&embed=1&guests=3&utm_source=a%20b&today.line=1&ovens=2&seed=1&step=2": "embed=1&utm_source=a%20b",
		"GUESTS=3&show=guests,line&x": "show=guests,line&x",
	} {
		if got := shops().Rest(query); got != want {
			t.Errorf("the rest of %q is %q, want %q", query, got, want)
		}
	}
}

func TestSplit(t *testing.T) {
	for _, x := range [][3]string{ // what is pasted, hash, query
		{"", "", ""},
		{"#v=1&seed=2", "v=1&seed=2", ""},
		{"v=1&seed=2", "v=1&seed=2", ""},
		{"?v=1&seed=2", "", "v=1&seed=2"},
		{"https://example.org/kingman/", "", ""},
		{"/index.html", "", ""},
		{"https://example.org/kingman/?embed=1#v=1&seed=2", "v=1&seed=2", "embed=1"},
		{"https://example.org/?v=1&seed=2", "", "v=1&seed=2"},
		{" <https://example.org/#v=1&amp;seed=2> ", "v=1&seed=2", ""},
		{"file:///tmp/kingman.html#v=1", "v=1", ""},
		{"v=1&#38;seed=2", "v=1&seed=2", ""},
		{"https://example.org/page.html%23v=1&seed=2", "v=1&seed=2", ""},
		{"https://example.org/page.html%2523v=1&seed=2", "v=1&seed=2", ""},
		{"https://example.org/page.html%3Fv=1&seed=2", "", "v=1&seed=2"},
		{"https://example.org/page.html?embed=1%23v=1&seed=2", "v=1&seed=2", "embed=1"},
		{"https://www.google.com/url?q=https%3A%2F%2Fexample.org%2F%23v%3D1%26seed%3D2&sa=D", "v=1&seed=2", ""},
		{"https://example.org/?v=1&seed=2&from=https%3A%2F%2Fexample.net%2F", "", "v=1&seed=2&from=https%3A%2F%2Fexample.net%2F"},
		{"https://example.org/?from=https%3A%2F%2Fexample.net%2F%3Fa#v=1&seed=2", "v=1&seed=2", "from=https%3A%2F%2Fexample.net%2F%3Fa"},
	} {
		hash, query := Split(x[0])
		if hash != x[1] || query != x[2] {
			t.Errorf("%q is cut into %q and %q, want %q and %q", x[0], hash, query, x[1], x[2])
		}
	}
}

// The documentation of the package shows every key in its place.
func TestPackageExample(t *testing.T) {
	const example = "v=1&s=analysis-queue&engineers=30&today.engineers=12&seed=1961"
	l, notes := Decode("#"+example, "")
	if got := l.Encode(); got != example || len(notes) > 0 {
		t.Errorf("the example of the package reads back as %s with the notes %v", got, notes)
	}
}

func TestLooking(t *testing.T) {
	for _, c := range []struct {
		query       string
		on, unasked bool
		want        string
	}{
		{"", true, false, "present=1"},
		{"", false, false, ""},
		{"show=engineers", true, false, "show=engineers&present=1"},
		{"Present=1&show=engineers", false, false, "show=engineers"},
		{"present&a=b&present=0", true, false, "a=b&present=1"},
		{"guess=1", false, false, "guess=1"},
		{"Guess=1&show=engineers", true, true, "show=engineers&present=1&guess=0"},
		{"guess=0", false, true, "guess=0"},
	} {
		if got := Looking(c.query, c.on, c.unasked); got != c.want {
			t.Errorf("Looking(%q, %v, %v) = %q, want %q", c.query, c.on, c.unasked, got, c.want)
		}
	}
}
