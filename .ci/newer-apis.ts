/**
 * The floor: Chrome 87 (November 2020) and Safari 15.0 (September 2021). Syntax is the build's matter (`build.target`); an API that
 * is missing is only found when somebody presses. Here stands what is newer, and what to write in its place.
 *
 * `.name()` is a call of that name on anything: a method of our own so called is found, too, and gets another name.
 * Not promised: what is reached by a computed name, and what is not in this list.
 */
const newer: Readonly<Record<string, string>> = {
  '.at()': 'Chrome 92, Safari 15.4. lastOf(list) of schema/old-browsers.ts, or list[index]',
  '.findLast()': 'Chrome 97, Safari 15.4. Walk backwards',
  '.findLastIndex()': 'Chrome 97, Safari 15.4. Walk backwards',
  '.toSorted()': 'Chrome 110, Safari 16. [...list].sort()',
  '.toReversed()': 'Chrome 110, Safari 16. [...list].reverse()',
  '.toSpliced()': 'Chrome 110, Safari 16. Copy, then splice',
  '.isWellFormed()': 'Chrome 111, Safari 16.4',
  '.toWellFormed()': 'Chrome 111, Safari 16.4',
  '.isSubsetOf()': 'Chrome 122, Safari 17. every() and has()',
  '.isSupersetOf()': 'Chrome 122, Safari 17. every() and has()',
  '.symmetricDifference()': 'Chrome 122, Safari 17. filter() and has()',
  '.throwIfAborted()': 'Chrome 100, Safari 15.4. Look at signal.aborted',
  '.showModal()': 'Safari 15.4. The modals of client/shared/ui do without where it is missing',
  '.checkVisibility()': 'Chrome 105, Safari 17.4',
  '.showPopover()': 'Chrome 114, Safari 17',
  '.showPicker()': 'Chrome 99, Safari 16',
  '.getOrInsert()': 'Chrome 145',
  '.getOrInsertComputed()': 'Chrome 145',
  'Object.hasOwn': 'Chrome 93, Safari 15.4. hasOwn(object, key) of schema/old-browsers.ts',
  'Object.groupBy': 'Chrome 117, Safari 17.4',
  'Map.groupBy': 'Chrome 117, Safari 17.4',
  'Array.fromAsync': 'Chrome 121, Safari 16.4',
  'Promise.withResolvers': 'Chrome 119, Safari 17.4. new Promise((resolve) => …)',
  'Promise.try': 'Chrome 128, Safari 18.2. An async function',
  'AbortSignal.timeout': 'Chrome 103, Safari 16. startPatience of client/shared/local/patience.ts',
  'AbortSignal.any': 'Chrome 116, Safari 17.4. startPatience of client/shared/local/patience.ts',
  'crypto.randomUUID': 'Chrome 92, Safari 15.4. newId of schema/ids.ts',
  'Intl.DurationFormat': 'Chrome 129, Safari 16.4',
  'Intl.supportedValuesOf': 'Chrome 99, Safari 15.4',
  'URL.canParse': 'Chrome 120, Safari 17. new URL() in a try',
  'URL.parse': 'Chrome 126, Safari 18. new URL() in a try',
  'RegExp.escape': 'Chrome 136, Safari 18.2',
  'Error.isError': 'Chrome 134. instanceof Error',
  'navigator.locks': 'Safari 15.4. Ask whether it is there, and do without',
  'navigator.storage': 'Safari 15.2. Ask whether it is there, and do without',
  structuredClone: 'Chrome 98, Safari 15.4. JSON, or a copy by hand',
  BroadcastChannel: 'Safari 15.4. The storage event of localStorage',
  CompressionStream: 'Safari 16.4',
  DecompressionStream: 'Safari 16.4',
  OffscreenCanvas: 'Safari 16.4',
  Temporal: 'Chrome 144. Intl and numbers',
  lookbehind: 'Safari 16.4, and it breaks the whole file where it is unknown. Match what stands before, too',
};

/** As much of a node of the syntax tree as is looked at; the linter's and the bundler's trees agree in it. */
export interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

const wholes = new Set(['globalThis', 'self', 'window']);

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function nameOf(value: unknown): string {
  return isNode(value) && value.type === 'Identifier' && typeof value['name'] === 'string' ? value['name'] : '';
}

/** `a.b` and `x.a.b` as "a.b"; `globalThis.b` as "b". */
function memberName(node: SyntaxNode): string {
  if (node['computed'] === true) return '';
  const { object } = node;
  const owner = isNode(object) && object.type === 'MemberExpression' && object['computed'] !== true ? nameOf(object['property']) : nameOf(object);
  const name = nameOf(node['property']);
  return wholes.has(owner) ? name : `${owner}.${name}`;
}

function candidate(node: SyntaxNode): string {
  const { callee } = node;
  switch (node.type) {
    case 'CallExpression': {
      if (!isNode(callee)) return '';
      if (callee.type === 'Identifier') return nameOf(callee);
      // Copies of our own have an at(); the array's always says which.
      const isBareAt = nameOf(callee['property']) === 'at' && Array.isArray(node['arguments']) && node['arguments'].length !== 1;
      return callee.type === 'MemberExpression' && callee['computed'] !== true && !isBareAt ? `.${nameOf(callee['property'])}()` : '';
    }
    case 'NewExpression':
      return nameOf(callee);
    case 'MemberExpression':
      return memberName(node);
    case 'Literal': {
      const { regex } = node;
      return typeof regex === 'object' && regex !== null && 'pattern' in regex && /\(\?<[=!]/.test(String(regex.pattern)) ? 'lookbehind' : '';
    }
    default:
      return '';
  }
}

export interface NewerApi {
  readonly api: string;
  /** Since when, and what to write instead. */
  readonly since: string;
}

/** The API newer than the floor that this node itself uses; null for all others. */
export function findNewerApi(node: SyntaxNode): NewerApi | null {
  const api = candidate(node);
  const since = Object.hasOwn(newer, api) ? newer[api] : undefined;
  return since === undefined ? null : { api, since };
}
