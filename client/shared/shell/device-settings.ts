import { openDeviceDatabase } from '../local/device.ts';

/** Small things a device keeps for whoever uses it: theme, keys. Nothing of a patient. */
const database = openDeviceDatabase();

/** undefined: never set, or the device's storage does not open; the setting then has its first value. */
export async function readDeviceSetting(key: string): Promise<unknown> {
  try {
    return (await database.settings.get(key))?.value;
  } catch {
    return undefined; // a browser that keeps nothing still works, with what is set by default
  }
}

/** Resolves to false when it could not be kept: it then holds until the page is closed. */
export async function writeDeviceSetting(key: string, value: unknown): Promise<boolean> {
  try {
    await database.settings.put({ key, value });
    return true;
  } catch {
    return false;
  }
}
