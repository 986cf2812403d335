export const style = `
:root {
  color-scheme: light dark;
  --back: #f6f7f9; --card: #fff; --text: #1c2330; --quiet: #5b6472; --line: #e2e5ea;
  --good: #116a3a; --good-back: #dff3e6; --busy: #7a4a00; --busy-back: #fdeccb;
  --bad: #a11b26; --bad-back: #fbe0e2; --off: #4b5563; --off-back: #e8eaee; --focus: #1d4ed8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #11151b; --card: #191f28; --text: #e7eaf0; --quiet: #9aa4b2; --line: #2b333f;
    --good: #7fe0a7; --good-back: #143524; --busy: #f7c872; --busy-back: #3d2f12;
    --bad: #ff9aa2; --bad-back: #45191e; --off: #b4bcc8; --off-back: #2a313c; --focus: #93b4ff;
  }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.45 system-ui, sans-serif }
header, main { max-width: 1400px; margin: 0 auto; padding: 16px }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding-bottom: 0 }
h1 { margin: 0; font-size: 22px }
header p { margin: 0; overflow-wrap: anywhere }
header p:last-child { flex-basis: 100%; color: var(--quiet) }
main, main > div { display: grid; gap: 16px; align-items: start; min-width: 0 }
@media (min-width: 900px) { main { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) } }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; min-width: 0 }
h2 { margin: 0 0 4px; font-size: 16px; display: inline-block }
h2 + span { color: var(--quiet); font-size: 13px; margin-left: 6px }
table { width: 100%; border-collapse: collapse }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
th, td { padding: 7px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400 }
tr:first-child > * { border-top: 0 }
th { overflow-wrap: anywhere; padding-right: 12px }
td { text-align: right; white-space: nowrap; width: 1%; font-variant-numeric: tabular-nums }
td.none { text-align: left; color: var(--quiet); white-space: normal }
small { display: block; color: var(--quiet); font-size: 12.5px; font-family: system-ui, sans-serif }
code, #requests th { font: 13px/1.45 ui-monospace, monospace }
.badge { display: inline-block; padding: 1px 9px; border-radius: 99px; font-size: 12.5px; line-height: 1.5 }
.good { color: var(--good); background: var(--good-back) }
.busy { color: var(--busy); background: var(--busy-back) }
.bad { color: var(--bad); background: var(--bad-back) }
.off { color: var(--off); background: var(--off-back) }
.used { display: inline-block; min-width: 76px }
#requests i { color: var(--quiet); font-style: normal }
meter { width: 110px; height: 12px; vertical-align: middle }
.scroll:focus-visible { outline: 2px solid var(--focus); outline-offset: 4px }
@media (min-width: 900px) { .scroll { max-height: calc(100vh - 140px); overflow: auto; padding-right: 6px } }
`
