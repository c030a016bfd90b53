import { createSearchIndex, type Indexed } from './search-index.ts';

// The index of what this device holds, off the page's thread and in this worker's memory alone: it ends with the worker.

export type ToSearchWorker = { readonly all: readonly Indexed[] } | { readonly ask: number; readonly typed: string };
export interface FromSearchWorker { readonly answer: number; readonly found: readonly Indexed[] }

const index = createSearchIndex();
globalThis.addEventListener('message', ({ data }: MessageEvent<ToSearchWorker>) => {
  if ('all' in data) index.replace(data.all);
  else globalThis.postMessage({ answer: data.ask, found: index.find(data.typed) } satisfies FromSearchWorker);
});
