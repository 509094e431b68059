package link

import (
	"strings"
	"unicode/utf8"
)

// Every legal link is ASCII, so that a character outside of it has come on the
// way: through a keyboard of another script, through a program that improves
// typography, or through one that marks where a line may break. The tables here
// are short because they stand in the program of every page; a test holds them
// against those of the unicode package.

// fold returns the ASCII character that r stands for, -1 if r cannot be seen, or
// else r itself. What it returns for ASCII is the same character, unless that is
// a control character.
func fold(r rune) rune {
	switch {
	case r >= ' ' && r <= '~':
		return r
	case unseen(r):
		return -1
	case r >= '！' && r <= '～': // full-width ASCII stands in one block
		return r - '！' + '!'
	}
	for _, zero := range zeros {
		if r >= zero && r <= zero+9 {
			return r - zero + '0'
		}
	}
	if i := strings.IndexRune(lookalikes, r); i >= 0 {
		return rune(lookalikes[i+utf8.RuneLen(r)])
	}
	return r
}

// unseen says whether r is a control character, a mark for breaking lines or
// turning text around, or another that leaves no trace on the screen.
func unseen(r rune) bool {
	for _, span := range unseenSpans {
		if r >= span[0] && r <= span[1] {
			return true
		}
	}
	return false
}

var unseenSpans = [...][2]rune{
	{0, 0x1f}, {0x7f, 0x9f}, {0xad, 0xad}, {0x34f, 0x34f}, {0x61c, 0x61c}, {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f},
	{0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0},
	{0xfff0, 0xfffc}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
}

// zeros are the zeros of the scripts that write numbers in the decimal system;
// the other nine digits follow each of them.
const zeros = "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090\u17e0\u1810\u1946\u19d0" +
	"\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0" +
	"\U000104a0\U00010d30\U00011066\U000110f0\U00011136\U000111d0\U000112f0\U00011450\U000114d0\U00011650\U000116c0\U00011730\U000118e0" +
	"\U00011950\U00011c50\U00011d50\U00011da0\U00011f50\U00016a60\U00016ac0\U00016b50\U0001d7ce\U0001d7d8\U0001d7e2\U0001d7ec\U0001d7f6" +
	"\U0001e140\U0001e2f0\U0001e4f0\U0001e950\U0001fbf0"

// lookalikes are pairs: a character, and the ASCII one that it stands for. The
// katakana sign of a long vowel is among them because a Japanese keyboard types
// it for a minus; the signs that Arabic keeps for numbers are not, because only
// [readNumber] knows what each of them means.
const lookalikes = "\u00a0 \u1680 \u2000 \u2001 \u2002 \u2003 \u2004 \u2005 \u2006 \u2007 \u2008 \u2009 \u200a \u202f \u205f \u3000 " +
	"\u02d7-\u058a-\u05be-\u1400-\u1806-\u2010-\u2011-\u2012-\u2013-\u2014-\u2015-\u2043-\u207b-\u208b-\u2212-\u2796-\u2e17-\u2e1a-\u2e3a-\u2e3b-\u2e40-\u2e5d-" +
	"\u30a0-\u30fc-\ufe31-\ufe32-\ufe58-\ufe63-\uff70-\U00010ead-" +
	"‘'’'‛'ʹ'ʼ'′'´'‚,،,、,︐,︑,﹐,﹑,､,。.·.․.︒.﹒.｡.۔.﹠&﹟#﹦=⁺+﹢+﹪%٪%﹩$﹔;؛;﹖?؟?﹗!﹕:﹙(﹚)"

// foldAll is fold for every character of s.
func foldAll(s string) string { return strings.Map(fold, s) }
