// Chrome 87 and Safari 15.0 know neither Array.prototype.at nor Object.hasOwn, and what is here runs there, too.

export function lastOf<T>(list: readonly T[]): T | undefined {
  return list[list.length - 1];
}

export function hasOwn(object: object, key: PropertyKey): boolean {
  return Object.prototype.hasOwnProperty.call(object, key);
}
