import { expect, test } from 'vitest';

import { flattenLayers } from './flatten-layers.ts';

test('an old phone gets every rule, in order, without @layer', () => {
  const css =
    '@layer base, app;@layer base{p{color:red}@media print{p{color:#000}}}@layer app{.a:before{content:"}@layer x{\\"{"}}/* @layer { */.b{color:blue}@layer{.c{d:e}}';
  expect(flattenLayers(css)).toBe(
    'p{color:red}@media print{p{color:#000}}.a:before{content:"}@layer x{\\"{"}/* @layer { */.b{color:blue}.c{d:e}',
  );
});

test('sheets without layers stay as they are', () => {
  const css = ".a{background:url('x}.svg')}@supports (display:grid){.b{color:red}}";
  expect(flattenLayers(css)).toBe(css);
});
