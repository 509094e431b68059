// What an author pastes into a page of theirs to have this one in it, by the place
// where it goes: only the snippets and the words about them.

const attribute = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c])
// In Markdown these would end the text of a link or begin something else.
const markdown = (text) => text.replace(/[\\[\]*_`<>|]/g, '\\$&').replace(/\s+/g, ' ')

// address returns that of the frame. Pairs, the link's own text, stand behind the
// "#", or in the query for places that cut an address at it.
export function address({ page, pairs, show, theme, present = false }, inQuery = false) {
  const looks = ['embed=1', ...(show ? [`show=${show.length > 0 ? show.join(',') : 'none'}`] : []), ...(theme ? [`theme=${theme}`] : []), ...(present ? ['present=1'] : [])]
  return inQuery ? `${page}?${[...looks, pairs].join('&')}` : `${page}?${looks.join('&')}#${pairs}`
}

const frame = (of, more = '') =>
  `<iframe src="${attribute(address(of))}" title="${attribute(of.title)}" width="${of.width}" height="${of.height}" style="border:0;max-width:100%" loading="lazy" allow="fullscreen; clipboard-write"${more}></iframe>`

// places are where people embed, each with a name, a function from what is embedded
// to the text to paste, and what the author has to know.
//
// What is embedded: page, the page's address without query and hash; pairs, the link
// after its "#"; title; sentence, what the page says; file, the name of its picture;
// show, the sliders' ids, or undefined for the main one alone; theme; width, height.
export const places = {
  html: {
    name: 'A web page (iframe)',
    paste: (of) => frame(of),
    hint: () => 'For pages, Docusaurus, MkDocs, Hugo and the like. It also works in a frame with sandbox="allow-scripts".',
  },
  reveal: {
    name: 'reveal.js',
    paste: (of) => `<section>\n  ${frame({ ...of, present: true }).replace(' src=', ' data-src=').replace(' loading="lazy"', '')}\n</section>`,
    hint: () => 'The clicker tells the story in the frame first; at its end the deck goes on.',
  },
  marp: {
    name: 'Marp',
    paste: (of) => `---\n\n${frame({ ...of, present: true }).replace(' loading="lazy"', '')}\n`,
    hint: () => 'Marp shows frames when it is started with --html. It goes on by its own keys once the slide around the frame has been clicked.',
  },
  markdown: {
    name: 'Markdown without frames (GitHub, GitLab)',
    paste: (of) => `[![${markdown(of.sentence)}](${of.file})](${of.page}#${of.pairs})`,
    hint: (of) => `Frames are not allowed there. Save the PNG above as ${of.file} beside the page: the picture leads to the model.`,
  },
  mediawiki: {
    name: 'MediaWiki',
    paste: (of) => `{{#widget:Iframe\n|url=${address(of, true)}\n|width=${of.width}\n|height=${of.height}\n|border=0\n}}`,
    hint: () => 'The wiki needs Extension:Widgets with its page Widget:Iframe.',
  },
  confluence: {
    name: 'Confluence',
    paste: (of) => address(of, true),
    hint: (of) => `Type /iframe, paste this address, and give ${of.width} and ${of.height} for the size. Where no address outside is allowed, attach the one file and show that in an HTML macro.`,
  },
  sharepoint: {
    name: 'SharePoint',
    paste: (of) => frame(of),
    hint: (of) => `Add the web part “Embed” and paste this. Whoever runs the site must first allow ${new URL(of.page).host} under “HTML Field Security”.`,
  },
  notion: {
    name: 'Notion',
    paste: (of) => address(of, true),
    hint: () => 'Type /embed, paste this address, and drag the lower edge until nothing has to be scrolled.',
  },
  backstage: {
    name: 'Backstage TechDocs',
    paste: (of) => frame(of),
    hint: (of) => `Paste it into the Markdown. In app-config.yaml, techdocs.sanitizer.allowedIframeHosts needs ${new URL(of.page).host}.`,
  },
}
