import { html } from 'hono/html';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { pagePolicy } from './security-headers.ts';

/** Trusted markup, made by `html`, which escapes what is put into it. */
export type Markup = ReturnType<typeof html>;

/** A page the server writes itself: plain, without script, readable on anything. */
export async function answerPage(c: Context, status: ContentfulStatusCode, title: string, body: Markup): Promise<Response> {
  c.header('Content-Security-Policy', pagePolicy);
  c.header('Cache-Control', 'no-store');
  const page = await html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="stylesheet" href="/page.css" />
  </head>
  <body><main>${body}</main></body>
</html>`;
  return c.html(page, status);
}

/** For `/page.css`. The look's neutrals and one column; brand marks carry their colour in an SVG's own attribute. */
export const pageStyles = `
:root { color-scheme: light dark; --paper: #fff; --canvas: #f3f7f7; --line: #cdd4d5; --strong: #6d7a7b; --ink: #111c1c; --ink-2: #3a4647; --link: #026451; }
@media (prefers-color-scheme: dark) { :root { --paper: #151d1d; --canvas: #0b1212; --line: #323b3c; --strong: #7c898a; --ink: #edf1f1; --ink-2: #bcc4c5; --link: #7acab3; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--ink); font: 400 1.125rem/1.625rem system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif; }
main { max-inline-size: 52rem; margin-inline: auto; padding: 32px 16px 64px; }
h1 { font-size: 1.5rem; line-height: 1.875rem; margin: 0 0 8px; }
h2 { font-size: 1.25rem; line-height: 1.625rem; margin: 32px 0 12px; }
h3 { font-size: 1.125rem; line-height: 1.625rem; margin: 20px 0 8px; }
p { margin: 0 0 12px; max-inline-size: 66ch; }
p, td, th, dd, small { color: var(--ink-2); }
strong, h1, h2, h3, td strong { color: var(--ink); font-weight: 600; }
a { color: var(--link); font-weight: 600; text-underline-offset: 3px; }
a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; border-radius: 4px; }
ul.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 14px; }
ul.cards > li { background: var(--paper); border: 1px solid var(--line); border-radius: 16px; padding: 20px; overflow-wrap: anywhere; }
.head { display: flex; gap: 12px; align-items: center; margin-block-end: 8px; }
.head svg { inline-size: 40px; block-size: 40px; flex: none; }
.acts { display: flex; flex-wrap: wrap; gap: 8px 24px; }
.acts a { display: inline-block; padding-block: 10px; }
.code { font: 600 1.5rem/2rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-variant-numeric: tabular-nums; letter-spacing: .06em; color: var(--ink); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; inline-size: 100%; background: var(--paper); }
th, td { text-align: start; padding: 8px 12px; border-block-end: 1px solid var(--line); vertical-align: top; font-size: 1rem; line-height: 1.375rem; }
th { font-weight: 600; }
time, td { font-variant-numeric: tabular-nums; }
`;
