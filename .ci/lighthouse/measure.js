/*
 * Lighthouse on the served map, mobile profile, three times: prints each and the median of its
 * performance, and fails under 90. Chromium: CHROME_PATH, or where the system has it.
 * The server: `geo-app serve` of this checkout's .venv, or GEO_APP.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const RUNS = 3;
const LEAST = 90;
const AUDITS = {
  'first-contentful-paint': 'FCP', 'largest-contentful-paint': 'LCP', 'total-blocking-time': 'TBT',
  'cumulative-layout-shift': 'CLS', 'speed-index': 'SI', 'total-byte-weight': 'bytes',
};
const GEO_APP = process.env.GEO_APP
  || fileURLToPath(new URL('../../.venv/bin/geo-app', import.meta.url));

/** @returns {Promise<number>} a port that nobody listens on */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** @returns {Promise<{address: string, stop: () => void}>} a running `geo-app serve` */
async function serve() {
  const port = await freePort();
  const server = spawn(GEO_APP, ['serve', '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  server.on('error', (error) => { throw error; });
  // It says a line once the map is there.
  await once(server.stdout, 'data');
  return { address: `http://127.0.0.1:${port}/`, stop: () => server.kill('SIGTERM') };
}

/** @returns {Promise<number>} the performance, 0 to 100 */
async function measure(address) {
  const chrome = await launch({ chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
  try {
    const { lhr } = await lighthouse(address, {
      port: chrome.port, onlyCategories: ['performance'], formFactor: 'mobile', logLevel: 'error',
    });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const said = Object.entries(AUDITS).map(([id, name]) => `${name} ${lhr.audits[id].displayValue}`);
    const performance = Math.round(lhr.categories.performance.score * 100);
    console.log(`performance ${performance}: ${said.join(', ')}`);
    return performance;
  } finally {
    await chrome.kill();
  }
}

const server = await serve();
try {
  const found = [];
  for (let run = 0; run < RUNS; run += 1) found.push(await measure(server.address));
  const median = found.sort((one, other) => one - other)[Math.floor(RUNS / 2)];
  console.log(`median ${median}, expected at least ${LEAST}`);
  if (median < LEAST) process.exitCode = 1;
} finally {
  server.stop();
}
