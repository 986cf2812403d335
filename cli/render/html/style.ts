/** How the page looks: light and dark as the reader has it, on a phone and on paper. */
export const style = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #57606a; --page: #fff; --card: #f6f8fa; --line: #d0d7de;
  --create: #116329; --update: #7d4e00; --replace: #6639ba; --delete: #a40e26; --none: #57606a; --add: #dafbe1; --del: #ffebe9; --bar: #218bff; --link: #0550ae }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #a0a9b4; --page: #0d1117; --card: #161b22; --line: #30363d;
  --create: #56d364; --update: #e3b341; --replace: #d2a8ff; --delete: #ff7b72; --none: #a0a9b4; --add: #12341d; --del: #3c1618; --bar: #58a6ff; --link: #79c0ff } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1 { font-size: 1.6rem; margin: 0 0 .25rem } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
p, ul { margin: .4rem 0 } ul { padding-left: 1.25rem } a { color: var(--link) }
code, pre { font: .86rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere }
.soft { color: var(--soft) } .alert { border-left: .3rem solid var(--delete); background: var(--card); padding: .5rem .75rem }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); padding: .5rem }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .5rem 0 }
form label { display: inline-flex; gap: .35rem; align-items: center }
input[type=search] { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: .35rem; padding: .3rem .5rem; width: 16rem; max-width: 100% }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; background: var(--card) }
summary { padding: .45rem .7rem; cursor: pointer } summary .sign { font-weight: 700; display: inline-block; min-width: 2.2rem }
details > :not(summary) { margin: 0 .7rem .6rem }
[data-action=create] .sign { color: var(--create) } [data-action=update] .sign { color: var(--update) }
[data-action=replace] .sign { color: var(--replace) } [data-action=delete] .sign { color: var(--delete) }
.mark { color: var(--delete); font-weight: 700 } .cost { float: right; color: var(--soft) }
pre { background: var(--page); border: 1px solid var(--line); border-radius: .3rem; padding: .5rem; white-space: pre-wrap }
pre span { display: block; min-height: 1.25em } .add { background: var(--add) } .del { background: var(--del) }
table { border-collapse: collapse; width: 100% } caption { text-align: left; color: var(--soft); padding: .2rem 0 }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line) } td.number, th.number { text-align: right }
svg { max-width: none } svg text { fill: var(--ink) } .bar { fill: var(--bar) } .node polygon, .node path { fill: var(--page) }
@media (max-width: 40rem) { .cost { float: none; display: block; padding-left: 2.2rem } }
@media print { form { display: none } details { break-inside: avoid } .scroll { overflow: visible } body { font-size: 11px } }
`.trim()
