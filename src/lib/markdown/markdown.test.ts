import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { timeOf } from '../../../test/time-of.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { addressesIn, chaptersOf, plainText } from './plain-text.ts'
import { renderHtml } from './render-html.ts'

const html = (source: string) => renderHtml(parseMarkdown(source))

const pages: [what: string, source: string, markup: string][] = [
  ['a heading', '# One *two*\n', '<h1 id="section-one-two">One <em>two</em></h1>'],
  ['a heading underlined', 'One\n===\nTwo\n---', '<h1 id="section-one">One</h1>\n<h2 id="section-two">Two</h2>'],
  ['two headings of one name', '# A\n# A', '<h1 id="section-a">A</h1>\n<h1 id="section-a-2">A</h1>'],
  ['strong within Chinese', '我们**开源**办公室', '<p>我们<strong>开源</strong>办公室</p>'],
  ['names with underscores', 'snake_case_name and _this_', '<p>snake_case_name and <em>this</em></p>'],
  ['strong in emphasis', '*a **b** c*', '<p><em>a <strong>b</strong> c</em></p>'],
  ['deleted text', '~~gone~~', '<p><del>gone</del></p>'],
  ['code that holds marks', 'see `*.ts` and *it*', '<p>see <code>*.ts</code> and <em>it</em></p>'],
  ['emphasis around code', '*a `b*` c*', '<p><em>a <code>b*</code> c</em></p>'],
  ['an escape', '\\*not\\* this', '<p>*not* this</p>'],
  [
    'a link',
    '[the *guide*](https://a.example/x_(y) "t")',
    '<p><a href="https://a.example/x_(y)" rel="nofollow noopener noreferrer">the <em>guide</em></a></p>',
  ],
  ['a link that would run', '[click](javascript:alert(1))', '<p>click</p>'],
  ['a link with data', '[click](data:text/html,x)', '<p>click</p>'],
  [
    'an address by itself',
    'See https://a.example/b. <https://c.example>',
    '<p>See <a href="https://a.example/b" rel="nofollow noopener noreferrer">https://a.example/b</a>. <a href="https://c.example" rel="nofollow noopener noreferrer">https://c.example</a></p>',
  ],
  ['an anchor', '[up](#one)', '<p><a href="#section-one">up</a></p>'],
  ['raw markup', '<script>alert("1")</script>', '<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</p>'],
  ['a quote', '> a\n> b\n\nc', '<blockquote><p>a\nb</p></blockquote>\n<p>c</p>'],
  ['a list in a list', '- a\n  - b\n- c', '<ul><li>a\n<ul><li>b</li></ul></li><li>c</li></ul>'],
  ['a list that counts from three', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
  ['a list with blank lines', '- a\n\n- b\n\nc', '<ul><li>a</li><li>b</li></ul>\n<p>c</p>'],
  [
    'code',
    '```js\nlet a = "<b>"\n```\nend',
    '<pre tabindex="0"><code>let a = &quot;&lt;b&gt;&quot;</code></pre>\n<p>end</p>',
  ],
  ['code that never ends', '```\na\n# b', '<pre tabindex="0"><code>a\n# b</code></pre>'],
  ['a rule', 'a\n\n***\n\nb', '<p>a</p>\n<hr>\n<p>b</p>'],
  ['a hard break', 'a  \nb', '<p>a  <br>b</p>'],
  [
    'a table',
    '| a | b |\n|---|:-:|\n| 1 | *2* |\n| 3 |',
    '<div class="table-scroll" tabindex="0"><table class="table data keep"><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>1</td><td><em>2</em></td></tr><tr><td>3</td><td></td></tr></tbody></table></div>',
  ],
  ['marks that never close', '**a *b [c `d', '<p>**a *b [c `d</p>'],
]

for (const [what, source, markup] of pages) {
  test(`${what} is rendered`, () => assert.equal(html(source), markup))
}

test('headings begin at the level that the page has room for', () => {
  assert.equal(renderHtml(parseMarkdown('# a\n###### b'), 3), '<h3 id="section-a">a</h3>\n<h6 id="section-b">b</h6>')
})

test('whatever is written, only known tags come out, and every address is one of the web', () => {
  const piece = fc.constantFrom(
    '*',
    '**',
    '_',
    '`',
    '[',
    '](',
    ')',
    '<a href=x onclick=y>',
    '"',
    '\n',
    '\n\n',
    '- ',
    '> ',
    '# ',
    '|',
    '|-|',
    'javascript:x',
    'https://a.example',
    ' ',
    'word',
    '\\',
    '&lt;',
    '```',
    '~~',
    '!',
    '\u0000',
  )
  const tag =
    /<\/?(?:h[1-6]|p|pre|code|blockquote|ul|ol|li|div|table|thead|tbody|tr|th|td|hr|br|strong|em|del|a)(?: (?:id="section-[^"<>]*"|href="(?:https?:|mailto:|#section-)[^"<>]*"|rel="nofollow noopener noreferrer"|tabindex="0"|class="table(?:-scroll| data keep)"|scope="col"|start="\d+"))*>/g
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
      assert.doesNotMatch(html(pieces.join('')).replaceAll(tag, ''), /[<>]/)
    }),
    { numRuns: 2000 },
  )
})

test('what is written to take long takes no more than twenty times what ordinary text of that length does', () => {
  const size = 20_000
  const ordinary = timeOf(() => html('Some *words* to `read`, and [more](https://a.example).\n\n'.repeat(size / 10)))
  for (const piece of [
    '*a ',
    '**',
    '_a',
    '[',
    '![](',
    '[a](',
    '`a ``b ',
    '> ',
    '- ',
    '<',
    'https://',
    '~~a',
    '|a',
    '\\',
    '*a _b ~~c ',
  ]) {
    const times = timeOf(() => html(piece.repeat(size))) / ordinary
    assert.ok(times < 20, `${JSON.stringify(piece)} took ${Math.round(times)} times as long`)
  }
})

test('the plain text is what one would read, the addresses are those of the web, and chapters are those of the upper levels', () => {
  const blocks = parseMarkdown(
    'Intro\n\n# One\n- see [this](https://a.example) `x`\n\n### Deep\n\n## 二\n[m](mailto:a@b.example)',
  )
  assert.equal(plainText(blocks), 'Intro\nOne\nsee this x\nDeep\n二\nm')
  assert.deepEqual(addressesIn(blocks), ['https://a.example'])
  assert.deepEqual(
    chaptersOf(blocks).map(({ id, title, blocks }) => [id, title, plainText(blocks)]),
    [
      ['', '', 'Intro'],
      ['one', 'One', 'see this x\nDeep'],
      ['二', '二', 'm'],
    ],
  )
})
