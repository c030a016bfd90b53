import { createEffect, createSignal, on } from 'solid-js';
import { readDeviceSetting, writeDeviceSetting } from '../local/device-settings.ts';
import { appMade } from '../../../schema/app-made.ts';
import type { Sync } from '../sync/sync.ts';

const readTime = (key: string): number | null => Number(readDeviceSetting(key) ?? '') || null;

const [notNowAt, setNotNowAt] = createSignal(readTime('install.notNow'));
const [hasSent, setHasSent] = createSignal(readDeviceSetting('install.sent') !== null);
const firstUse = readTime('install.firstUse');
/** What the device remembers about installing; nothing about whoever uses it. */
export const installNotes = { firstUse, notNowAt, hasSent };

export function noteNotNow(): void {
  setNotNowAt(Date.now());
  writeDeviceSetting('install.notNow', String(Date.now()));
}

export const unsentOf = (sync: Sync): number => sync.waiting().filter(({ type }) => !appMade.has(type)).length;

/** Somebody is in: when for the first time, and whether what they wrote arrives. Once per start, inside a root. */
export function noteUse(sync: Sync): void {
  if (firstUse === null) writeDeviceSetting('install.firstUse', String(Date.now()));
  createEffect(on(() => unsentOf(sync), (unsent, before = 0) => {
    // Taken back without a line is not sent.
    if (unsent >= before || sync.state().kind === 'offline' || sync.state().kind === 'unreachable') return;
    setHasSent(true);
    writeDeviceSetting('install.sent', 'yes');
  }));
}
