/** The script of the page. Everything that came over the wire is put in as text, never as markup. */
export const PAGE_SCRIPT = `'use strict';
const token = new URLSearchParams(location.search).get('token') || '';
const auth = { authorization: 'Bearer ' + token };
const at = (id) => document.getElementById(id);
const make = (name, props, ...children) => {
  const element = Object.assign(document.createElement(name), props);
  element.append(...children);
  return element;
};
function problem(text) { at('problem').textContent = text; at('problem').hidden = text === ''; }

async function post(path, body) {
  try {
    const response = await fetch(path, { method: 'POST', headers: auth, body: JSON.stringify(body || {}) });
    const answer = await response.json();
    problem(response.ok ? '' : answer.error);
    if (response.ok) showState(answer);
  } catch { problem('The mock server does not answer: it may have been stopped.'); }
}

// What is copied is asked for with the press: the page itself contains no key.
function copier(name, what, text) {
  const button = make('button', { className: 'copy', textContent: name, onclick: async () => {
    try { await navigator.clipboard.writeText(await text()); problem(''); button.textContent = 'copied'; }
    catch (cause) { problem('Nothing was copied: ' + cause.message); }
    setTimeout(() => { button.textContent = name; }, 1500);
  } });
  button.setAttribute('aria-label', 'Copy ' + what);
  button.dataset.focus = 'copy ' + what;
  return button;
}
async function environment(label) {
  const response = await fetch('/api/environment?label=' + encodeURIComponent(label), { headers: auth });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

function meter(label, used, limit, extra) {
  const share = limit === null ? 0 : limit === 0 ? 1 : Math.min(1, used / limit);
  const figure = limit === null ? used + ', no limit' : used + ' of ' + limit;
  const bar = make('div', { className: 'bar' + (share >= 1 ? ' full' : share >= 0.8 ? ' near' : '') }, make('i', {}));
  bar.firstChild.style.width = share * 100 + '%';
  for (const [name, value] of Object.entries({ role: 'meter', 'aria-label': 'Requests of ' + label, 'aria-valuemin': 0,
    'aria-valuemax': limit === null ? used : limit, 'aria-valuenow': limit === null ? used : Math.min(used, limit), 'aria-valuetext': figure })) bar.setAttribute(name, value);
  // Without a limit there is nothing that a bar could fill; what reads pages aloud still finds the figure.
  if (limit === null) bar.className = 'unheard';
  return make('div', { className: 'meter' },
    make('div', { className: 'head' }, make('strong', { textContent: label }), ...extra, make('span', { className: 'figure', textContent: figure })), bar);
}

function keyMeter(key, states) {
  const select = make('select', { onchange: () => post('/api/keys', { label: key.label, state: select.value }) },
    ...states.map((state) => make('option', { textContent: state, value: state, selected: state === key.state })));
  select.setAttribute('aria-label', 'State of ' + key.label);
  select.dataset.focus = 'key ' + key.label;
  const copiers = key.made
    ? [copier('key', 'the key ' + key.label, async () => (await environment(key.label)).key),
      copier('export', 'the export line of ' + key.label, async () => (await environment(key.label)).exports)]
    : [];
  return meter(key.label, key.used, key.limit, [make('code', { textContent: key.masked }), ...copiers, select]);
}

function toggle(name, pressed, press) {
  const button = make('button', { textContent: name, onclick: press });
  button.setAttribute('aria-pressed', pressed);
  button.dataset.focus = 'button ' + name;
  return button;
}

let shown = '';
function showState(state) {
  const text = JSON.stringify(state);
  // An open list of states would close.
  if (text === shown || document.activeElement instanceof HTMLSelectElement && document.activeElement.matches(':open')) return;
  shown = text;
  const focus = document.activeElement && document.activeElement.dataset.focus;
  at('address').textContent = state.address;
  count = state.count;
  showCount();
  at('month').textContent = state.month;
  at('company').replaceChildren(meter('Company', state.company.used, state.company.limit, []));
  at('keys').replaceChildren(...state.keys.map((key) => keyMeter(key, state.states)));
  at('stories').replaceChildren(...state.stories.map((story) => {
    const words = make('span', { textContent: story.tells });
    if (story.running) words.append(make('span', { className: 'now', textContent: 'Now: ' + (story.now || 'waits for a call') }));
    return make('li', {}, toggle(story.name, story.running, () => post('/api/play', { name: story.name, end: story.running })), words);
  }));
  at('outages').replaceChildren(...state.outages.map((kind) =>
    toggle(kind, kind === state.outage, () => post('/api/outage', { kind: kind === state.outage ? null : kind }))));
  at('handshakes').replaceChildren(...state.failedHandshakes.map((why) => make('li', { textContent: why })));
  if (focus) for (const element of document.querySelectorAll('[data-focus]')) if (element.dataset.focus === focus) element.focus();
}

let calls = [];
let count = { calls: 0, billed: 0 };
const most = 500;
const colours = { answered: 'good', faulted: 'note', cancelled: 'note' };
function rowOf(call) {
  const status = call.status || call.outcome;
  const method = make('details', {}, make('summary', { textContent: call.method + (call.attempt > 1 ? ' (attempt ' + call.attempt + ')' : '') }),
    make('pre', { textContent: [call.details, call.clientInfo, call.request && 'request ' + call.request, call.response && 'response ' + call.response].filter(Boolean).join('\\n') }));
  const text = [call.seq, method, call.key || (call.keyFlaw ? 'key ' + call.keyFlaw : 'no key'), status, call.durationMs, call.billed ? 'yes' : 'no'];
  const row = make('tr', {}, ...text.map((part) => make('td', {}, part)));
  row.children[3].className = call.status && call.status !== 'OK' ? 'bad' : colours[call.outcome] || 'bad';
  row.dataset.text = [call.method, text[2], status].join(' ').toLowerCase();
  return row;
}
function sift() {
  const wanted = at('filter').value.trim().toLowerCase();
  for (const row of at('calls').children) row.hidden = !row.dataset.text.includes(wanted);
}
function showCount() {
  const older = count.calls > calls.length ? '; the last ' + calls.length + ' are shown' : '';
  at('count').textContent = count.calls === 0 ? '' : '(' + count.calls + ', ' + count.billed + ' billed' + older + ')';
  at('empty').hidden = calls.length > 0;
}
function addCalls(more, fresh) {
  calls = (fresh ? [] : calls).concat(more).slice(-most);
  if (fresh) at('calls').replaceChildren();
  at('calls').prepend(...more.slice(-most).reverse().map(rowOf));
  while (at('calls').children.length > most) at('calls').lastChild.remove();
  sift();
  showCount();
}

const events = { state: showState, call: (call) => addCalls([call], false), calls: (all) => addCalls(all, true) };
function take(block) {
  const name = /^event: (.*)$/m.exec(block), data = /^data: (.*)$/m.exec(block);
  if (name && data) events[name[1]](JSON.parse(data[1]));
}
// Not EventSource, which cannot send the token in a header.
async function watch() {
  try {
    const response = await fetch('/api/events', { headers: auth });
    if (!response.ok) return problem((await response.json()).error);
    at('live').textContent = 'live';
    at('live').className = 'on';
    problem('');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = '', part; !(part = await reader.read()).done;) {
      const blocks = (rest + part.value).split('\\n\\n');
      rest = blocks.pop();
      blocks.forEach(take);
    }
  } catch {}
  at('live').textContent = 'not connected, trying again';
  at('live').className = '';
  setTimeout(watch, 1000);
}
at('filter').oninput = sift;
at('next-month').onclick = () => post('/api/next-month');
at('copy-address').replaceWith(copier('copy', 'the address', async () => at('address').textContent));
at('reset').onclick = async () => {
  if (!confirm('Reset all? Calls, counters, handlers, faults and models are forgotten, and stories and outages end.')) return;
  await post('/api/reset');
  addCalls([], true);
};
watch();
`;
