/** The clinic's own address, `/c/<suffix>`: every path of this app stands under it. */
export function appBase(): string {
  return `/c/${location.pathname.split('/')[2] ?? ''}`;
}
