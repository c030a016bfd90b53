/**
 * Small things a device keeps for whoever uses it: theme, keys, which person was looked at (an id alone). Nothing a patient
 * could be known by. In localStorage because they are read before the first paint, where Dexie would cost the sign-in page
 * more than all the rest of it.
 */
const keyOf = (key: string): string => `outpost.setting.${key}`;

/** null: never set, or the browser keeps nothing; the setting then has its first value. */
export function readDeviceSetting(key: string): string | null {
  try {
    return localStorage.getItem(keyOf(key));
  } catch {
    return null; // blocked storage: the app works with what is set by default
  }
}

export function dropDeviceSetting(key: string): void {
  try {
    localStorage.removeItem(keyOf(key));
  } catch {
    return; // blocked storage keeps nothing that could be dropped
  }
}

/** False when it could not be kept: it then holds until the page is closed. */
export function writeDeviceSetting(key: string, value: string): boolean {
  try {
    localStorage.setItem(keyOf(key), value);
    return true;
  } catch {
    return false;
  }
}
