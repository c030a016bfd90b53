import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from '../support/chromium.ts';

/** What any app must do that shows kept rows: open the database, read, draw. No worker, no framework, no merge, no words. */
const page = `<!doctype html><meta charset="utf-8"><title>Bare</title><ul></ul><script>
const asked = indexedDB.open('bare', 1);
asked.onupgradeneeded = () => asked.result.createObjectStore('rows');
asked.onsuccess = () => {
  const all = asked.result.transaction('rows').objectStore('rows').getAll();
  all.onsuccess = () => {
    document.querySelector('ul').innerHTML = all.result.map((row) => '<li><b>' + row.name + '</b> ' + row.text + '</li>').join('');
    requestAnimationFrame(() => requestAnimationFrame(() => { window.shownAt = performance.now(); }));
  };
};
</script>`;

/** ms from the address to the frame that shows all of them, each round. */
export async function openBarePage(rows: number, slowed: number, rounds: number): Promise<number[]> {
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await tab.goto(address);
    await tab.evaluate((count) => new Promise<void>((resolve) => {
      const asked = indexedDB.open('bare', 1);
      asked.onsuccess = () => {
        const write = asked.result.transaction('rows', 'readwrite');
        for (let i = 0; i < count; i += 1) write.objectStore('rows').put({ name: `Waiting ${i}`, text: 'It hurts more at night than in the morning, and the tablets help for an hour or two.' }, i);
        write.oncomplete = () => resolve();
      };
    }), rows);
    const session = await tab.context().newCDPSession(tab);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowed });
    const took: number[] = [];
    for (let i = 0; i < rounds; i += 1) {
      await tab.goto('about:blank');
      await tab.goto(address);
      took.push(await (await tab.waitForFunction(() => (window as unknown as { shownAt?: number }).shownAt)).jsonValue() ?? 0);
    }
    return took;
  } finally {
    await browser.close();
    server.close();
  }
}
