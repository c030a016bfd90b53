import { readDeviceSetting, writeDeviceSetting } from '../local/device-settings.ts';
import { isHomeScreenApp } from './install-prompt.ts';

const HOME_SCREEN = 'homeScreen';

/** An iPhone's home-screen app does not see what Safari kept: whoever was signed in there signs in once more. */
export function isFirstHomeScreenStart(): boolean {
  return isHomeScreenApp() && readDeviceSetting(HOME_SCREEN) === null;
}

/** Somebody is in: the next sign-in there is an ordinary one. */
export function noteHomeScreenUse(): void {
  if (isHomeScreenApp()) writeDeviceSetting(HOME_SCREEN, 'known');
}
