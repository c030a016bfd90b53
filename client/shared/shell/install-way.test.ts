import { describe, expect, it } from 'vitest';
import { findInstallWay, mayOfferInstall, NOT_NOW_MS, type OfferFacts } from './install-way.ts';

const agents = {
  chrome: 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36',
  facebook: 'Mozilla/5.0 (Linux; Android 13; SM-A135F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/441.0]',
  safari: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1',
  ipad: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Safari/605.1.15',
  insideIos: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  firefox: 'Mozilla/5.0 (Android 13; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0',
};
const way = (userAgent: string, facts: { standalone?: boolean; canAsk?: boolean; touchPoints?: number } = {}) =>
  findInstallWay({ userAgent, touchPoints: 5, standalone: false, canAsk: false, ...facts });

describe('[B30] how an app gets on a device', () => {
  it('asks where the browser asks, explains on an iPhone, and leads out of another app\'s browser', () => {
    expect(way(agents.chrome, { canAsk: true })).toBe('ask');
    expect(way(agents.chrome)).toBe('none');
    expect(way(agents.firefox)).toBe('none');
    expect(way(agents.safari)).toBe('iphone');
    expect(way(agents.ipad)).toBe('iphone');
    expect(way(agents.ipad, { touchPoints: 0 })).toBe('none');
    expect(way(agents.facebook)).toBe('otherBrowser');
    expect(way(agents.insideIos)).toBe('otherBrowser');
    expect(way(agents.safari, { standalone: true })).toBe('installed');
  });
});

describe('[B30] when it is offered', () => {
  const now = 1_800_000_000_000;
  const may = (facts: Partial<OfferFacts>) => mayOfferInstall({ now, firstUse: null, hasSent: false, notNowAt: null, signedInAt: now - 60_000, unsent: 0, reachable: true, ...facts });
  it('not at a first visit; at the second, or once something was sent', () => {
    expect([may({}), may({ firstUse: now - 60_000 }), may({ firstUse: now - 3600_000 }), may({ hasSent: true })]).toEqual([false, false, true, true]);
  });
  it('never while something is unsent, nor without a line', () => {
    expect([may({ hasSent: true, unsent: 1 }), may({ hasSent: true, reachable: false })]).toEqual([false, false]);
  });
  it('"Not now" holds for 90 days, and then until the next sign-in', () => {
    const notNowAt = now - NOT_NOW_MS;
    expect(may({ hasSent: true, notNowAt: notNowAt + 1 })).toBe(false);
    expect(may({ hasSent: true, notNowAt, signedInAt: notNowAt - 1 })).toBe(false);
    expect(may({ hasSent: true, notNowAt, signedInAt: notNowAt + 1 })).toBe(true);
  });
});
