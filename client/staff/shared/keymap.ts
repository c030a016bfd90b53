import { hasOwn } from '../../../schema/old-browsers.ts';

/** What a key of the inbox does, with the key it has by itself (UX §1.10). `go…` are pressed after `go`. */
export const standardKeys = {
  next: 'j', previous: 'k', assign: 'a', reply: 'r', canned: 'c', close: 'e', undo: 'u', search: '/', help: '?', go: 'g', goMessages: 'm', goPatients: 'p',
} as const;
export type KeyAct = keyof typeof standardKeys;
export type Keymap = Readonly<Record<KeyAct, string>>;
export const keyActs = Object.keys(standardKeys) as KeyAct[];

/** Second letters meet only one another. */
export const isSecond = (act: KeyAct): boolean => act === 'goMessages' || act === 'goPatients';

/** One sign somebody can type alone. Enter, Escape, Tab, Space and the arrows belong to the browser and to assistive technology. */
export const isKey = (key: string): boolean => [...key].length === 1 && /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(key);

/** Letters as they come without Shift; signs as they are typed. */
export const normalKey = (key: string): string => (/^\p{L}$/u.test(key) ? key.toLowerCase() : key);

/** Which act has that key already. */
export function keyTakenBy(map: Keymap, act: KeyAct, key: string): KeyAct | null {
  return keyActs.find((other) => other !== act && isSecond(other) === isSecond(act) && map[other] === key) ?? null;
}

/** What was kept, as far as it makes sense: an act twice on one key, or none, is its standard again. */
export function readKeymap(kept: string | null): Keymap {
  const map: Record<KeyAct, string> = { ...standardKeys };
  const own = parse(kept);
  for (const act of keyActs) {
    const key = hasOwn(own, act) ? own[act] : undefined;
    if (typeof key === 'string' && isKey(key)) map[act] = normalKey(key);
  }
  return keyActs.every((act) => keyTakenBy(map, act, map[act]) === null) ? map : standardKeys;
}

function parse(kept: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(kept ?? '{}');
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}

export const isStandard = (map: Keymap): boolean => keyActs.every((act) => map[act] === standardKeys[act]);
