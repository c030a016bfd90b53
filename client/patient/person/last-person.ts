/** Whom this account last looked at on this device: where the app opens. A convenience; losing it loses nothing. */
const key = (account: string): string => `outpost.person.${account}`;

export function readLastPerson(account: string): string | null {
  return localStorage.getItem(key(account));
}

export function writeLastPerson(account: string, patient: string): void {
  localStorage.setItem(key(account), patient);
}
