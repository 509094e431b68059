package link

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// unescape undoes what happens to a link on its way: percent-encoding (even
// twice, even of the separators: no legal key or value holds a character that
// needs it), the escapes of HTML, JSON, Markdown and quoted-printable mail, line
// breaks, characters that nobody typed and those that stand for ASCII ones. What
// is left of legal text is the same text.
func unescape(text string) string {
	text = printable(text)
	for range 4 {
		// JSON has escapes like those of an address, and others for line breaks; any
		// other backslash stands before a sign that would mean something.
		next := strings.ReplaceAll(percent(text), `\u00`, "%")
		next = strings.ReplaceAll(strings.ReplaceAll(next, `\r`, ""), `\n`, "\n")
		next = unquoted(foldAll(strings.ReplaceAll(joined(entities(next)), `\`, "")))
		if next == text {
			break
		}
		text = next
	}
	// Where on the page a reader looks is the browser's business.
	text, _, _ = strings.Cut(text, ":~:")
	return text
}

// percent decodes %XX and leaves alone what is not well formed.
func percent(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if hi, lo := hex(s[i+1]), hex(s[i+2]); hi >= 0 && lo >= 0 {
				b.WriteByte(byte(hi<<4 | lo))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// printable undoes quoted-printable, the form of mail in which "=" is "=3D" and
// a long line ends in "=". No version begins with "3D", which tells it from a
// link as it should be.
func printable(s string) string {
	i := strings.Index(s, "v=3D")
	if i < 0 || i > 0 && !strings.ContainsRune("&#?;\n", rune(s[i-1])) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "=\r\n", ""), "=\n", "")
	// A browser has dropped the breaks, but not the signs before them.
	pairs := strings.Split(s, "&")
	for i, pair := range pairs {
		if key, value, found := strings.Cut(pair, "=3D"); found {
			pairs[i] = strings.ReplaceAll(key, "=", "") + "=" + strings.ReplaceAll(strings.ReplaceAll(value, "=3D", "="), "=", "")
		}
	}
	return strings.Join(pairs, "&")
}

// entities decodes the escapes of HTML that a link may have suffered: those by
// number, and the few names that programs write for characters of a link and
// around one.
func entities(s string) string {
	if !strings.Contains(s, ";") {
		return s
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		s = rest
		name, rest, _ := strings.Cut(rest, ";")
		if r := entity(name); r >= 0 {
			b.WriteRune(r)
			s = rest
		} else {
			b.WriteByte('&')
		}
	}
}

// entity returns the character of that name, or -1.
func entity(name string) rune {
	if len(name) > 8 {
		return -1
	}
	name = strings.ToLower(name)
	if digits, found := strings.CutPrefix(name, "#"); found {
		n, err := strconv.ParseUint(strings.Replace(strings.TrimLeft(digits, "0"), "x", "0x", 1), 0, 31)
		if err != nil {
			return -1
		}
		return rune(n)
	}
	const names = " amp& lt< gt> quot\" apos' nbsp\u00a0 shy\u00ad zwnj\u200c zwj\u200d num# equals= percnt% hellip… "
	if _, rest, found := strings.Cut(names, " "+name); found && !isWord(rest[0]) {
		r, _ := utf8.DecodeRuneInString(rest)
		return r
	}
	return -1
}

// joined removes line breaks and what mail programs set around them: blanks,
// and the signs of a quoted line.
func joined(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	var b strings.Builder
	for {
		line, rest, found := strings.Cut(s, "\n")
		b.WriteString(strings.TrimRight(line, " \t\r"))
		if !found {
			return b.String()
		}
		s = strings.TrimLeft(rest, " \t\r\n>")
	}
}

// unquoted removes the signs of quoted lines where a browser has dropped the line breaks
// before them: the link goes on behind them with the rest of a key or a value. A sentence
// that follows a link in angle brackets has a blank first.
func unquoted(s string) string {
	for from := 0; ; {
		i := strings.Index(s[from:], "> ")
		if i < 0 {
			return s
		}
		i += from
		rest := strings.TrimLeft(s[i:], "> ")
		end := 0
		for end < len(rest) && (isWord(rest[end]) || rest[end] == '.' || rest[end] == '-') {
			end++
		}
		if end < len(rest) && (rest[end] == '=' || rest[end] == '&') {
			s = strings.TrimRight(s[:i], "> ") + rest
		} else {
			from = i + 2
		}
	}
}

// Punctuation that programs and people put around a link. A value may begin
// with a comma or a point (",5") and a key may hold a point, but neither ends in
// one. Of what is not ASCII, the blocks of punctuation, symbols and emoji.
const (
	around = " \"'`*<>()[]{}!:|\\/+=@^"
	after  = around + ".,"
)

func isAround(cutset string) func(r rune) bool {
	return func(r rune) bool {
		switch {
		case r < 0x80:
			return strings.ContainsRune(cutset, r)
		case r <= 0xbf, r >= 0x2000 && r <= 0x2bff, r >= 0x2e00 && r <= 0x2e7f, r >= 0x3000 && r <= 0x303f, r >= 0xfe10 && r <= 0xfe6f, r >= 0x1f000 && r <= 0x1fbff:
			return r != '∞'
		}
		return r >= 0xff5f && r <= 0xff65
	}
}

func trimKey(s string) string { return strings.TrimFunc(s, isAround(after)) }

func trimValue(s string) string {
	return strings.TrimRightFunc(strings.TrimLeftFunc(s, isAround(around)), isAround(after))
}

// plain removes from the value of a known key what no such value has: the marks
// of emphasis that some chat programs put around a link, and text of another
// script that stands against its end, because that script needs no blanks. A
// Chinese numeral is no such text: 50万 is not 50. Where nothing would be left
// of a word in another script, it stays, so that a note can cite it.
func plain(value string) string {
	known := value
	foreign := func(r rune) bool { return r >= 0x80 && r != '∞' }
	if i := strings.IndexFunc(value, foreign); i >= 0 && !strings.Contains("十百千万萬億亿兆", value[i:min(len(value), i+3)]) {
		known = value[:i]
	}
	if known = strings.TrimRight(trimValue(known), "_~-"); known == "" && strings.IndexFunc(value, foreign) >= 0 {
		return value
	}
	return known
}

// ending returns where in a value a program's notation goes on behind the link:
// the label of Slack and AsciiDoc, the second half of a link in Markdown, the rest
// of an HTML element, a terminal's end of a colour. It is len(value) if there is
// no such place.
func ending(value string) int {
	for i := range len(value) {
		if i > 0 && strings.IndexByte("|<>\"`()[]{}", value[i]) >= 0 {
			return i
		}
	}
	return len(value)
}

// unblanked removes what a line break has left inside a word, blanks and the signs of a
// quoted line: browsers drop the break itself. No key and no id holds one.
func unblanked(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), ">", "")
}
