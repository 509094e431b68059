// Package link reads and writes share links: ordinary key=value pairs that
// carry every input of a page and nothing else.
//
//	#v=1&s=some-argument&engineers=30&today.engineers=12&seed=1961
//
// # Form
//
// A link that this package writes has only the characters A-Za-z0-9._~=&- and
// its keys in a fixed order:
//
//	v          version of the defaults, a whole number from 1
//	s          the argument's id
//	<id>       what-if value of a parameter, in the argument's order, if it is
//	           not the default; a switch is the number of its position
//	today.<id> today's value of a parameter if it is not the default; "same" if
//	           today follows what-if although by default it would not
//	seed       whole number from 0 to [argument.MaxSeed], always there
//	currency   code of what amounts of money are said in, if it is not USD
//	step       place in the argument's story, from 1, if there is one
//	others     keys that this version does not know, as they came; among them the
//	           reader's figures of money that other arguments ask for
//
// # Versions
//
// What a link leaves out has the default of the link's version. A default that
// changes gets a row in a [Codec]'s table, so that old links keep their
// meaning; a link is always written in the newest version.
//
// # Forgiveness
//
// Nothing that is read is an error. What cannot be meant as it stands is moved
// to the nearest legal value, and a [Note] says so in words for the reader. The
// pairs may come from the part after "#" or from the query; they may be in
// capitals, cut short or doubled.
//
// A legal link is ASCII without punctuation, and so whatever mail, chat, wikis
// and keyboards add to one is undone in silence: percent-encoding, even of the
// encoded, and the escapes of HTML, JSON and quoted-printable mail; line breaks
// and characters that nobody can see; full-width letters, the digits of every
// script, hyphens that are none; and behind the link the punctuation of every
// script, an emoji, text that needs no blank, or the notation around a link. The
// tests name each of these damages.
//
// # Numbers
//
// A link and the text fields of a page read numbers by one function, as people of
// many countries write them: see [ReadField]. What two people would read
// differently ("1,240") is not guessed in silence: what is legal for the
// parameter decides, or else a note asks.
package link
