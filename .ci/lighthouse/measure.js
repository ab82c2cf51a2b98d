/*
 * Lighthouse on a mobile profile, three times each: the map as `geo-app serve` gives it, and the file
 * that `geo-app export` writes, from a server of files. Fails where the median of performance is under
 * 95, or accessibility, best practices or SEO under 100, and says which audits took the points.
 * --languages=all measures the file in all languages, or in those named. The speed of the machine is
 * told beside the scores (Lighthouse's benchmark index): one that is busy with something else scores less.
 * --calibrated slows it down by as much less than four times as it is slower than the machines for which
 * Lighthouse means the four (docs/throttling.md there); the index is that of the run before.
 * Chromium: CHROME_PATH, or where the system has it. geo-app: this checkout's .venv, or GEO_APP.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createFileServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { gzip } from 'node:zlib';

import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import * as constants from 'lighthouse/core/config/constants.js';
import puppeteer from 'puppeteer-core';

const RUNS = 3;
const SLOWDOWN = 4;
const MEANT_FOR = 1750; // the index of the machines that four times as slow are phones
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const AUDITS = {
  'first-contentful-paint': 'FCP', 'largest-contentful-paint': 'LCP', 'total-blocking-time': 'TBT',
  'cumulative-layout-shift': 'CLS', 'speed-index': 'SI', 'total-byte-weight': 'bytes',
};
const GEO_APP = process.env.GEO_APP
  || fileURLToPath(new URL('../../.venv/bin/geo-app', import.meta.url));

const { values: chosen } = parseArgs({
  options: { languages: { type: 'string', default: 'en' }, calibrated: { type: 'boolean', default: false } },
});
let index = MEANT_FOR;

/** @returns {number} by how much the processor is slowed down in the simulation */
function slowdown() {
  return chosen.calibrated ? Math.max(1, Math.min(SLOWDOWN, SLOWDOWN * index / MEANT_FOR)) : SLOWDOWN;
}

/** @returns {Promise<number>} a port that nobody listens on */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** @typedef {{address: string, stop: () => void}} Served a map at a server */

/** @returns {Promise<Served>} a running `geo-app serve` */
async function servePage() {
  const port = await freePort();
  const server = spawn(GEO_APP, ['serve', '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  server.on('error', (error) => { throw error; });
  // It says a line once the map is there.
  await once(server.stdout, 'data');
  return { address: `http://127.0.0.1:${port}/`, stop: () => server.kill('SIGTERM') };
}

/** @returns {Promise<Buffer>} what `geo-app export` writes */
async function exportFile() {
  const folder = await mkdtemp(join(tmpdir(), 'geo-app-'));
  try {
    const file = join(folder, 'map.html');
    const words = ['export', file, '--lang', chosen.languages];
    const [code] = await once(spawn(GEO_APP, words, { stdio: 'inherit' }), 'exit');
    if (code !== 0) throw new Error(`geo-app export: exit code ${code}`);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @returns {Promise<Served>} the file at /map.html, packed as servers of files do, and no robots.txt */
async function serveFile() {
  const packed = await promisify(gzip)(await exportFile());
  const server = createFileServer(({ url }, answer) => {
    const found = url === '/map.html';
    answer.writeHead(found ? 200 : 404, found
      ? { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' } : {});
    answer.end(found ? packed : '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => { server.closeAllConnections(); server.close(); };
  return { address: `http://127.0.0.1:${server.address().port}/map.html`, stop };
}

/** @returns {string[]} the audits of a category that took points, and where */
function complaints(lhr, category) {
  return lhr.categories[category].auditRefs
    .map(({ id, weight }) => ({ weight, audit: lhr.audits[id] }))
    .filter(({ weight, audit }) => weight > 0 && audit.score !== null && audit.score < 1)
    .map(({ audit }) => {
      const items = (audit.details?.items || []).slice(0, 5)
        .map((item) => item.node?.selector || item.description || item.url || JSON.stringify(item));
      return [`    ${audit.id}: ${audit.title}`, ...items.map((item) => `      ${item}`)].join('\n');
    });
}

/**
 * @param {string} address
 * @param {number} port of a running Chromium
 * @param {string[]} categories
 * @param {import('puppeteer-core').Page} [page] to load it in, in place of a new one
 * @returns what Lighthouse found
 */
async function audit(address, port, categories, page) {
  const flags = { port, onlyCategories: categories, formFactor: 'mobile', logLevel: 'error' };
  const throttling = { ...constants.throttling.mobileSlow4G, cpuSlowdownMultiplier: slowdown() };
  const load = async () => (await lighthouse(address, { ...flags, throttling }, undefined, page)).lhr;
  let lhr = await load();
  // A trace in which Lighthouse lost the page's beginning says nothing of the page.
  if (lhr.runtimeError?.code === 'NO_NAVSTART') lhr = await load();
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  index = lhr.environment.benchmarkIndex;
  return lhr;
}

/**
 * SEO by itself, its policy lifted: from within the page Lighthouse asks the server for a robots.txt, as
 * no robot does, and the policy of a file forbids every connection.
 * @returns what Lighthouse found
 */
async function auditSeo(address, port) {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}` });
  const page = await browser.newPage();
  try {
    await page.setBypassCSP(true);
    return await audit(address, port, ['seo'], page);
  } finally {
    await page.close();
    await browser.disconnect();
  }
}

/** @returns {Promise<Record<string, number>>} each category's score, 0 to 100 */
async function measure({ address }) {
  const chrome = await launch({ chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
  try {
    const names = Object.keys(LEAST).filter((name) => name !== 'seo');
    const lhr = await audit(address, chrome.port, names);
    const found = { ...Object.fromEntries(names.map((name) => [name, lhr])), seo: await auditSeo(address, chrome.port) };
    const scores = Object.fromEntries(Object.entries(found).map(([name, { categories }]) =>
      [name, Math.round(categories[name].score * 100)]));
    const said = Object.entries(AUDITS).map(([id, name]) => `${name} ${lhr.audits[id].displayValue}`);
    const { throttling } = lhr.configSettings;
    const machine = `machine ${lhr.environment.benchmarkIndex}, slowed down ${throttling.cpuSlowdownMultiplier.toFixed(1)} times`;
    console.log(`  ${scores.performance}: ${said.join(', ')}, ${machine}`);
    Object.entries(found).filter(([name]) => name !== 'performance')
      .forEach(([name, each]) => complaints(each, name).forEach((line) => console.log(line)));
    return scores;
  } finally {
    await chrome.kill();
  }
}

/** @returns {number} the one in the middle */
function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

/** @returns {Promise<string[]>} which categories of the map at a server are under what is expected */
async function judge(title, served) {
  console.log(`${title}, performance:`);
  try {
    const found = [];
    for (let run = 0; run < RUNS; run += 1) found.push(await measure(served));
    const scores = Object.keys(LEAST).map((name) => [name, median(found.map((each) => each[name]))]);
    console.log(`  median: ${scores.map((each) => each.join(' ')).join(', ')}`);
    return scores.filter(([name, score]) => score < LEAST[name])
      .map(([name, score]) => `${title}: ${name} ${score}, expected at least ${LEAST[name]}`);
  } finally {
    served.stop();
  }
}

const faults = [
  ...await judge('page', await servePage()),
  ...await judge('file', await serveFile()),
];
faults.forEach((fault) => console.log(fault));
if (faults.length) process.exitCode = 1;
