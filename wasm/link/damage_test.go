package link

import (
	"bytes"
	"encoding/json"
	command "flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"runtime"
	"strings"
	"testing"
	"unicode"

	"kingman/core/catalogue"
)

// A damage is something that happens to links on their way. The text that it
// makes of a link is what stands behind the "#", as a browser or a person hands
// it over.
type damage struct {
	name  string
	to    func(link string) string
	noted int // how many notes the reader gets
}

// ends is damage at the end of a link.
func ends(name, with string) damage {
	return damage{name: name, to: func(l string) string { return l + with }}
}

// each is damage that replaces text wherever it stands in a link.
func each(name string, oldnew ...string) damage {
	return damage{name: name, to: strings.NewReplacer(oldnew...).Replace}
}

// wrapped breaks a link every 24 characters.
func wrapped(name, with string) damage {
	return damage{name: name, to: func(l string) string {
		var parts []string
		for ; len(l) > 24; l = l[24:] {
			parts = append(parts, l[:24])
		}
		return strings.Join(append(parts, l), with)
	}}
}

// digits writes a link with the digits that follow zero.
func digits(name string, zero rune) damage {
	return damage{name: name, to: func(l string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r - '0' + zero
			}
			return r
		}, l)
	}}
}

func noted(n int, d damage) damage {
	d.noted = n
	return d
}

var damages = []damage{
	ends("as written", ""),

	// Characters that nobody typed.
	ends("Teams: zero-width space at the end", "\u200b"),
	ends("the same, encoded by the browser", "%E2%80%8B"),
	ends("the same, encoded twice by a gateway", "%25E2%2580%258B"),
	ends("the same, escaped for HTML", "&#8203;"),
	ends("Confluence: word joiner at the end", "\u2060"),
	ends("Windows: byte order mark at the end", "%EF%BB%BF"),
	ends("WhatsApp: marks of direction at the end", "\u200e\u200f"),
	ends("rich text: the place of an object", "\ufffc"),
	ends("PowerPoint: vertical tab at the end", "%0B"),
	ends("spreadsheet: tab at the end", "%09"),
	ends("terminal: end of a colour", "\x1b[0m"),
	ends("terminal: end of a hyperlink", "\x1b]8;;\x07"),
	each("Slack: zero-width space at every sign", "&", "&\u200b", "=", "=\u200b"),
	each("Word: soft hyphens where it may divide", "-", "-\u00ad", "ue", "u\u00ade"),
	each("the same, by name", "-", "-&shy;"),
	each("right-to-left mail: values isolated", "=", "=\u2068", "&", "\u2069&"),
	each("right-to-left mail: values turned around", "=", "=%E2%80%AE", "&", "%E2%80%AC&"),
	each("joiners between letters", "e", "e\u200d", "s", "s\u200c"),

	// Line breaks.
	wrapped("mail of 24 columns", "\r\n"),
	wrapped("the same, encoded", "%0D%0A"),
	wrapped("a reply quotes it", "\r\n> "),
	wrapped("a reply to a reply quotes it", "\n> > "),
	wrapped("a list indents it", "\n    "),
	wrapped("flowed mail", " \r\n"),
	wrapped("a page separates lines", "\u2028"),
	wrapped("JSON in a log", `\n`), wrapped("JSON of a mail in a log", `\r\n`),
	{name: "quoted-printable mail in a browser", to: func(l string) string {
		broken := wrapped("", "=").to(strings.ReplaceAll(l, "=", "=3D"))
		return strings.ReplaceAll(broken, "=3=D", "==3D") // no program divides an escape
	}},
	{name: "quoted-printable mail, not decoded", to: func(l string) string {
		return wrapped("", "=\r\n").to(strings.ReplaceAll(l, "=", "=3D"))
	}},

	// The end of a sentence, in every script.
	ends("full stop", "."), ends("comma", ","), ends("in parentheses", ")."), ends("an exclamation", "!"), ends("in quotes", "\"."), ends("in angle brackets", ">."),
	ends("an ellipsis", "…"), ends("German quotes", "“."), ends("French quotes", " »."), ends("a dash follows", "—"), ends("Japanese full stop", "。"),
	ends("the same, encoded by the browser", "%E3%80%82"), ends("half-width full stop", "｡"), ends("ideographic comma", "、"), ends("Chinese comma", "，"), ends("Chinese parenthesis and full stop", "）。"), ends("corner bracket", "」"),
	ends("white corner bracket", "』"), ends("lenticular bracket", "】"), ends("double angle bracket", "》"), ends("full-width exclamation", "！"), ends("full-width question", "？"), ends("full-width colon", "："), ends("full-width semicolon", "；"),
	ends("Arabic comma", "،"), ends("Arabic question", "؟"), ends("Arabic semicolon", "؛"), ends("Urdu full stop", "۔"), ends("Devanagari danda", "।"), ends("Armenian full stop", "։"), ends("Ethiopic full stop", "።"),
	ends("Khmer full stop", "។"), ends("Tibetan shad", "།"), ends("Hebrew quotes", "״"), ends("Greek semicolon", "·"), ends("Japanese text without a blank", "を見てください"), ends("Korean particle", "를"),
	ends("Arabic text without a blank", "وشكرا"), ends("emoji", "👍🏽"), ends("emoji after a blank", "%20%F0%9F%91%8D"), ends("emoji of several", "👩‍💻✅️"), ends("flag", "🇬🇧"), ends("footnote", "¹"), ends("trademark", "™"), ends("arrow", " →"), ends("bullet", " •"),

	// Notations of chat programs, wikis and typesetting.
	ends("bold", "**"), ends("italics", "_"), ends("struck out", "~~"), ends("code", "`"), ends("Markdown parenthesis", ")"),
	ends("Markdown, the link as its own label, cut", "](https://example.org/#v=1&s=coffee-shop&seed=9…"),
	ends("Markdown, encoded by the browser", "%5D(https://example.org/"),
	ends("Slack's label", "|Twenty engineers & five analysts>"),
	ends("the same, encoded by the browser", "%7CTwenty%20engineers%3E"),
	ends("Slack's label is the link, cut", "|https://example.org/#v=1&s=coffee-shop&guests=9…>"),
	ends("HTML: the rest of an element", `">the model</a>, seed=5`),
	ends("the same, escaped", "&quot;&gt;the model&lt;/a&gt;"),
	ends("Jira", "]"), ends("Org mode", "][the model]]"), ends("reStructuredText", ">`_"), ends("LaTeX", "}"), ends("BBCode", "[/url]"),
	ends("AsciiDoc", "[the model]"), noted(1, ends("MediaWiki", " the model]")), noted(1, ends("a sentence goes on", "%20and%20then")), noted(1, ends("a comma and a word", ",see")), noted(1, ends("possessive", "'s")),
	ends("text fragment", ":~:text=15.6%20weeks"), ends("text fragment, encoded", "%3A~%3Atext=15.6%20weeks"),

	// Escapes.
	each("escaped for HTML", "&", "&amp;"), each("escaped for HTML twice", "&", "&amp;amp;"), each("by number", "&", "&#38;"), each("by number with a zero", "&", "&#038;"), each("by hexadecimal number", "&", "&#x26;", "=", "&#x3D;"), each("by other names", "=", "&equals;"),
	{name: "percent-encoded", to: url.QueryEscape},
	{name: "percent-encoded twice", to: func(l string) string { return url.QueryEscape(url.QueryEscape(l)) }},
	{name: "percent-encoded three times", to: func(l string) string { return url.QueryEscape(url.QueryEscape(url.QueryEscape(l))) }},
	{name: "SafeLinks: its sign encoded", to: func(l string) string { return "%23" + l }},
	{name: "SafeLinks: its sign encoded twice", to: func(l string) string { return "%2523" + l }},
	each("escaped for HTML, then percent-encoded", "&", "%26amp%3B"),
	each("JSON", "&", `\u0026`, "=", `\u003d`), each("JSON twice", "&", `\\u0026`), each("Markdown", "&", `\&`, "-", `\-`, ".", `\.`, "=", `\=`), each("shell", "&", `\&`),

	// Letters, digits and signs of other keyboards and of typography.
	{name: "full-width", to: func(l string) string { return strings.Map(fullWidth, l) }},
	digits("full-width digits", '０'), digits("Arabic digits", '٠'), digits("Persian digits", '۰'), digits("Devanagari digits", '०'), digits("Thai digits", '๐'), digits("bold digits of mathematics", '𝟎'),
	each("full-width signs", "=", "＝", "&", "＆"), each("small forms", "=", "﹦", "&", "﹠"),
	each("Word: hyphens that do not break", "-", "\u2011"), each("en dashes", "-", "–"), each("true minus signs", "-", "−"), each("hyphens of Unicode", "-", "‐"), each("full-width hyphens", "-", "－"),
	each("full-width points", ".", "．"), each("blanks around signs", "=", " = ", "&", " & "), each("ideographic blanks", "=", "\u3000=\u3000"), each("blanks that do not break", "=", "%C2%A0=%C2%A0"), each("plus signs for blanks", "=", "+=+"),

	// The rest.
	{name: "capitals", to: strings.ToUpper},
	each("a keyboard begins with a capital", "v=", "V="),
	each("semicolons", "&", ";"), each("doubled separators", "&", "&&"), ends("a separator at the end", "&"),
	{name: "as a route", to: func(l string) string { return "#!/?" + l }},
	{name: "pasted twice", to: func(l string) string { return l + "#" + l }},
}

// Every damage leaves every value of every link.
func TestDamages(t *testing.T) {
	if len(damages) < 60 {
		t.Errorf("only %d damages", len(damages))
	}
	const fixed = "v=1&s=coffee-shop&guests=250&arrival-cv=0.75&line=2&change=-2.5&today.guests=80&seed=77"
	c := all()
	r := rand.New(rand.NewPCG(7, 7))
	links := []string{fixed}
	for _, a := range c.Arguments {
		for range 1 + 32/len(c.Arguments) {
			l := random(r, a)
			l.Unknown = nil
			links = append(links, c.Encode(l))
		}
	}
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			for i, link := range links {
				damaged := d.to(link)
				l, notes := c.Decode("#"+damaged, "")
				if got := c.Encode(l); got != link {
					t.Errorf("%s\nis read as %s\nnot as     %s", damaged, got, link)
				}
				if i == 0 && len(notes) != d.noted {
					t.Errorf("%s: %d notes, want %d: %v", damaged, len(notes), d.noted, notes)
				}
				checkNotes(t, notes)
				// The query suffers the same, and what a gateway adds to it.
				l, _ = c.Decode("", "?"+damaged)
				if got := c.Encode(l); got != link {
					t.Errorf("in the query %s\nis read as %s\nnot as     %s", damaged, got, link)
				}
			}
		})
	}
}

// damagedFile holds every damage of a link of the first argument, each with values of its
// own, for the browser's test of the same: scripts/e2e/damaged.test.mjs.
const damagedFile = "testdata/damaged.json"

var update = command.Bool("update", false, "write "+damagedFile+" instead of comparing with it")

func TestDamagedFile(t *testing.T) {
	type row struct {
		Name, Hash                 string
		Engineers, Analysts, Today int
		Notes                      int
	}
	var rows []row
	for i, d := range damages {
		r := row{Name: d.name, Engineers: 20 + i%60, Analysts: 1 + i%9, Today: 2 + i%17, Notes: d.noted}
		r.Hash = d.to(fmt.Sprintf("v=1&s=analysis-queue&analysts=%d&today.engineers=%d&seed=77&engineers=%d", r.Analysts, r.Today, r.Engineers))
		rows = append(rows, r)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(rows); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(damagedFile, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if was, err := os.ReadFile(damagedFile); err != nil || !bytes.Equal(was, b.Bytes()) {
		t.Errorf("%s is not of these damages (%v): go test ./wasm/link -update", damagedFile, err)
	}
}

// A browser drops the line breaks of a quoted mail and leaves the signs. What stands behind
// a link in angle brackets is no part of it.
func TestQuotedWithoutBreaks(t *testing.T) {
	const want = "v=1&s=coffee-shop&guests=250&line=2&seed=77"
	for _, damaged := range []string{
		"v=1&s=coffee> -shop&gue> sts=25> 0&line=> 2&seed=77", "v=1&s=coffee-shop> > &guests=250&li%3E%20%3E%20ne=2&seed=77",
		want + "> and then 5=5 & more", want + "> 5 people",
	} {
		l, _ := shops().Decode(damaged, "")
		l.Unknown = nil
		if got := shops().Encode(l); got != want {
			t.Errorf("%s\nis read as %s", damaged, got)
		}
	}
}

// Whatever punctuation, symbol, blank or format character stands behind a link,
// it stays the same link.
func TestAnySignEndsALink(t *testing.T) {
	const want = "v=1&s=coffee-shop&guests=250&seed=77"
	tables := []*unicode.RangeTable{unicode.Pe, unicode.Pf, unicode.Pi, unicode.Po, unicode.Ps, unicode.Pd, unicode.Sc, unicode.Sk, unicode.Sm, unicode.So, unicode.Zs, unicode.Zl, unicode.Zp, unicode.Cf, unicode.Cc}
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if r > 0x3ff && runtime.GOARCH == "wasm" {
			r += 10 // all of them natively
		}
		if !unicode.IsOneOf(tables, r) || strings.ContainsRune("%$∞", fold(r)) {
			continue
		}
		l, notes := shops().Decode(want+string(r), "")
		if got := shops().Encode(l); got != want || len(notes) > 0 {
			t.Errorf("%q (U+%04X) behind it: %s, %v", r, r, got, notes)
		}
	}
}

// The tables of fold are those of the unicode package.
func TestFold(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r > 0x40000 && r < 0xdff00 || r > 0xe1000 {
			r += 250 // nothing but private and unassigned characters
		}
		got := fold(r)
		switch {
		case r >= ' ' && r <= '~':
			if got != r {
				t.Errorf("%q becomes %q", r, got)
			}
		case unicode.Is(unicode.Nd, r):
			zero := r
			for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 && fold(zero) != '0' {
				zero--
			}
			if got != '0'+r-zero {
				t.Errorf("the digit %q (U+%04X) becomes %q", r, r, got)
			}
		case unicode.Is(unicode.Zs, r) && got != ' ':
			t.Errorf("the blank U+%04X becomes %q", r, got)
		case unicode.Is(unicode.Pd, r) && got != '-' && r != '〜' && r != '〰':
			t.Errorf("the dash %q (U+%04X) becomes %q", r, r, got)
		case unicode.IsOneOf([]*unicode.RangeTable{unicode.Cc, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector}, r) && got != -1:
			t.Errorf("U+%04X, which cannot be seen, becomes %q", r, got)
		case unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) && got != -1 && (r < 0x13430 || r > 0x1343f):
			t.Errorf("the format character U+%04X becomes %q", r, got)
		case unicode.IsLetter(r) && got != r && got != -1 && unicode.IsOneOf([]*unicode.RangeTable{unicode.Ll, unicode.Lu, unicode.Lo}, r) && (r < '！' || r > '～'):
			t.Errorf("the letter %q (U+%04X) becomes %q", r, r, got)
		}
		if got != r && got > '~' {
			t.Errorf("%q (U+%04X) becomes %q", r, r, got)
		}
	}
}

// FuzzDamage puts junk into a link, where no value stands: behind it, and
// between its pairs where the junk cannot be seen. The link stays what it was.
func FuzzDamage(f *testing.F) {
	for i, d := range damages {
		f.Add(uint64(i), strings.TrimPrefix(d.to("x"), "x"), uint16(i))
	}
	c := all()
	f.Fuzz(func(t *testing.T, seed uint64, junk string, at uint16) {
		r := rand.New(rand.NewPCG(seed, 1))
		want := random(r, c.Arguments[seed%uint64(len(c.Arguments))])
		want.Unknown = nil
		text := c.Encode(want)
		// Junk of one kind or the other: signs that end, or what is not seen.
		signs := strings.Map(func(r rune) rune {
			if r >= 0x80 && r != unicode.ReplacementChar && (unicode.IsPunct(r) || unicode.IsSymbol(r)) && !strings.ContainsRune("&#;?=%$\\", fold(r)) {
				return r
			}
			return -1
		}, junk)
		hidden := strings.Map(func(r rune) rune {
			if fold(r) < 0 {
				return r
			}
			return -1
		}, junk)
		k := int(at) % (len(text) + 1)
		for _, damaged := range []string{text + signs, text[:k] + hidden + text[k:], text[:k] + url.QueryEscape(hidden) + text[k:]} {
			got, notes := c.Decode(damaged, "")
			if !got.Equal(want) || len(notes) > 0 {
				t.Errorf("%q\nis read as %s\nnot as     %s, %v", damaged, c.Encode(got), text, notes)
			}
		}
	})
}

// The link for mail goes through what gateways do to the query.
func TestForMail(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, a := range catalogue.Entries() {
		for range 1 + 200/len(catalogue.Entries()) {
			l := random(r, a)
			for _, page := range []string{"https://example.org/kingman/page.html", "https://example.org/kingman/page.html?embed=1#v=1&s=x", "https://example.org/kingman/page.html#seed=3"} {
				address := l.ForMail(page)
				if !strings.HasPrefix(address, "https://example.org/kingman/page.html?v=1&s="+a.ID+"&") || strings.Contains(address, "#") {
					t.Errorf("for mail %s", address)
				}
				safe := "https://eur01.safelinks.protection.outlook.com/?url=" + url.QueryEscape(address) + "&data=05%7C02%7Csomebody%40example.org%7C0&sdata=x%3D&reserved=0"
				for _, received := range []string{address, address + "&data=05|02|x", address + "。", strings.ReplaceAll(address, "&", "&amp;"), safe} {
					got, _ := Decode(Split(received))
					if !got.State.Equal(l.State) || got.Step != l.Step {
						t.Errorf("%s\nis read as %s", received, got.Encode())
					}
				}
			}
		}
	}
}
