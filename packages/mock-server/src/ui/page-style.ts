/** The style of the page: two colour schemes by variables, one column on a narrow screen. */
export const PAGE_STYLE = `
:root { color-scheme: light dark;
  --ground: #f4f5f7; --card: #ffffff; --text: #1b2330; --soft: #566173; --line: #d6dbe3;
  --accent: #0b5cad; --good: #1a6b3a; --bad: #b3261e; --note: #8a5200; --track: #e4e8ee; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #11151c; --card: #1a202a; --text: #e6eaf0; --soft: #a3adbb; --line: #323b49;
  --accent: #7db7f5; --good: #76cf97; --bad: #ff9a92; --note: #f0bd6a; --track: #2b3442; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
header, main, #problem { max-width: 1280px; margin: 0 auto; padding: 16px 20px; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 20px; padding-bottom: 0; }
header p, h1, h2, h3 { margin: 0; }
h1 { font-size: 20px; } h2 { font-size: 16px; margin-bottom: 12px; } h3 { font-size: 14px; margin: 18px 0 8px; }
code, pre, td, .figure { font-family: ui-monospace, monospace; font-size: 13px; }
main { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; min-width: 0; }
@media (min-width: 900px) { main { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); } #log { grid-column: 1 / -1; } }
.meter { position: relative; margin: 0 0 14px; } .meter .head { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: center; }
.meter .figure { margin-left: auto; color: var(--soft); } .meter code { color: var(--soft); }
.bar { height: 10px; margin-top: 6px; border-radius: 5px; background: var(--track); overflow: hidden; }
.bar i { display: block; height: 100%; width: 0; border-radius: 5px; background: var(--accent); transition: width .25s; }
.bar.near i { background: var(--note); } .bar.full i { background: var(--bad); }
#live::before { content: ""; display: inline-block; width: 9px; height: 9px; margin-right: 5px; border-radius: 50%; background: var(--note); }
#live.on::before { background: var(--good); } #live { color: var(--soft); }
button, select, input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 7px; padding: 5px 9px; min-height: 34px; }
::placeholder { color: var(--soft); opacity: 1; } button { cursor: pointer; } button:hover { border-color: var(--accent); color: var(--accent); }
button[aria-pressed="true"] { background: var(--accent); border-color: var(--accent); color: var(--card); }
button.strong { border-color: var(--bad); color: var(--bad); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); }
li { display: flex; gap: 10px; align-items: flex-start; } li button { flex: 0 0 156px; text-align: left; overflow-wrap: anywhere; }
li span { color: var(--soft); font-size: 13px; } li .now { display: block; color: var(--text); font-weight: 600; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0 0; } #outages { margin-top: 0; }
.filter { display: flex; gap: 8px; align-items: center; margin-bottom: 10px; color: var(--soft); } .filter input { flex: 1; max-width: 340px; min-width: 0; }
.scroll { overflow: auto; max-height: 60vh; } #keys { max-height: 40vh; padding-right: 4px; }
.copy { min-height: 0; padding: 1px 7px; font-size: 12px; color: var(--soft); } .unheard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } table { border-collapse: collapse; width: 100%; }
th { position: sticky; top: 0; background: var(--card); text-align: left; font-size: 12px; color: var(--soft); }
th, td { padding: 5px 12px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
summary { white-space: nowrap; } td pre { max-width: min(70vw, 900px); } td:nth-child(5), th:nth-child(5) { text-align: right; }
.good { color: var(--good); } .bad { color: var(--bad); } .note { color: var(--note); }
summary { cursor: pointer; } pre { margin: 6px 0; white-space: pre-wrap; overflow-wrap: anywhere; color: var(--soft); }
#problem { color: var(--bad); font-weight: 600; } #empty { color: var(--soft); } #count { color: var(--soft); font-weight: 400; }
@media (max-width: 560px) { header, main, #problem { padding-left: 10px; padding-right: 10px; } th:nth-child(5), td:nth-child(5) { display: none; } li button { flex-basis: 124px; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
