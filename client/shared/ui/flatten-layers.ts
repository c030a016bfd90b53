import type { Plugin } from 'vite';

/**
 * Chrome before 99 and Safari before 15.4 drop a whole `@layer` block, and there are phones that stay below both for ever. So
 * the build takes the wrappers away and leaves the rules in their order: styles.css first, components, then the app. Nothing
 * may therefore lean on a layer to beat a more specific rule.
 */
export function flattenLayers(css: string): string {
  let out = '';
  let at = 0;
  /** For each open brace: whether it belongs to a layer, and so goes. */
  const open: boolean[] = [];
  while (at < css.length) {
    const rest = css.slice(at);
    const token = /^(?:\/\*[^]*?\*\/|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|@layer\b[^{};]*[{;])/.exec(rest)?.[0] ?? rest.charAt(0);
    at += token.length;
    if (token.startsWith('@layer')) {
      if (token.endsWith('{')) open.push(true);
    } else if (token === '{') {
      open.push(false);
      out += token;
    } else if (token === '}') {
      if (open.pop() !== true) out += token;
    } else {
      out += token;
    }
  }
  return out;
}

/** On the finished sheets, so that what is imported, minified or split is caught alike. */
export function flattenLayersInBuild(): Plugin {
  return {
    name: 'outpost:flatten-layers',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'asset' && file.fileName.endsWith('.css') && typeof file.source === 'string')
          file.source = flattenLayers(file.source);
    },
  };
}
