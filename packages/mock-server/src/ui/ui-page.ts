import { PAGE_SCRIPT } from './page-script.js';
import { PAGE_STYLE } from './page-style.js';

/** The page, whole: it loads nothing. */
export const UI_PAGE: string = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dlubal API mock server</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
  <h1>Dlubal API mock server</h1>
  <p><code id="address"></code> <span id="copy-address"></span> <span id="live" role="status">connecting</span></p>
</header>
<p id="problem" role="alert" hidden></p>
<main>
  <section id="spend" aria-labelledby="spend-title">
    <h2 id="spend-title">Requests in <span id="month"></span></h2>
    <div id="company"></div>
    <h3>Keys</h3>
    <div id="keys" class="scroll" tabindex="0" role="region" aria-label="Keys"></div>
    <p class="row"><button id="next-month">Next month</button> <button id="reset" class="strong">Reset all</button></p>
  </section>
  <section id="trouble" aria-labelledby="stories-title">
    <h2 id="stories-title">Stories</h2>
    <ul id="stories"></ul>
    <h3>Outages</h3>
    <p class="row" id="outages"></p>
    <ul id="handshakes" aria-label="TLS handshakes that failed"></ul>
  </section>
  <section id="log" aria-labelledby="log-title">
    <h2 id="log-title">Calls <span id="count"></span></h2>
    <label class="filter">Filter <input id="filter" type="search" placeholder="method, key or status" autocomplete="off"></label>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="log-title">
      <table>
        <thead><tr><th scope="col">No.</th><th scope="col">Method</th><th scope="col">Key</th><th scope="col">Status</th><th scope="col">ms</th><th scope="col">Billed</th></tr></thead>
        <tbody id="calls"></tbody>
      </table>
      <p id="empty">No calls yet.</p>
    </div>
  </section>
</main>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
