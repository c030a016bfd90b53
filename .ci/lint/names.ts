/** Names that say nothing: a file or a type called so collects whatever has no home. */
const banned = /(^|[-./])(utils?|helpers?|manager|common|misc)(?=[-./]|$)/;
const bannedSuffix = /(Utils?|Helpers?|Manager|Misc)$/;
const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;

/** Why a file may not be called so; null when it may. */
export function refuseFileName(path: string): string | null {
  const found = banned.exec(path);
  if (found) return `"${found[2]}" is no name: call the file after the one idea it holds.`;
  const odd = path.split('/').find((part) => !kebab.test(part) && part !== 'README.md');
  return odd === undefined ? null : `"${odd}" is not kebab-case.`;
}

/** Why a function, class or type may not be called so; null when it may. */
export function refuseDeclaredName(name: string): string | null {
  return bannedSuffix.test(name) ? `"${name}": say what it does (verb and noun), not that it helps or manages.` : null;
}
