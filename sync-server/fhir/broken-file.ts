/**
 * A file that is not what it should be. It changes nothing in the record: files are read and checked whole before the
 * first row is written.
 */
export interface BrokenFile {
  readonly code: 'file.unreadable' | 'file.notJson' | 'file.notBundle' | 'file.bundleType' | 'file.notReadable';
  /** Position in `Bundle.entry`, from 0; absent when the fault is not inside an entry. */
  readonly entry?: number | undefined;
  readonly resourceType?: string | undefined;
  /** JSON path from the top of the file: `entry[12].resource.birthDate`. */
  readonly path: string;
  /** What was found and what was expected, for the person who runs the import. Never a value of a patient. */
  readonly message: string;
}

/** `entry[3].resource.name[0].family`; the whole file is `$`. */
export function formatPath(keys: readonly PropertyKey[]): string {
  if (keys.length === 0) return '$';
  return keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('').replace(/^\./, '');
}
