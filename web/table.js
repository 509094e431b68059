// The numbers of the charts as a table for spreadsheets: from the table beside each
// chart, with all digits.

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

// csv returns every row of every chart, as RFC 4180 has it. A number stands with
// all its digits and, beside it, as the page says it, with its unit.
export function csv(charts) {
  const rows = [['chart', 'title', 'series', 'across', 'value across', 'in words', 'up', 'value up', 'in words', 'from', 'to']]
  for (const chart of charts) {
    const title = chart.querySelector('[data-title]').textContent.trim()
    const table = chart.querySelector('[data-table] table')
    const [, across, up] = [...table.tHead.rows[0].cells].map((c) => c.textContent)
    for (const row of table.tBodies[0].rows) {
      const [series, ...cells] = [...row.cells].map((c) => ({ words: c.textContent, value: c.dataset.value ?? '' }))
      const [x, y, from, to] = cells
      rows.push([chart.dataset.chart, title, series.words, across, x.value, x.words, up, y.value, y.words, from.value, to.value])
    }
  }
  return rows.map((row) => row.map(quoted).join(',') + '\r\n').join('')
}
